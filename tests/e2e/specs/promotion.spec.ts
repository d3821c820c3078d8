import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

test("a part of a discounted order asks whether the discount stays", async ({
  page,
  desk,
  control,
}) => {
  const promotionId = "promotion-demo-percent";
  const payment = await desk.receive(card({ amountWon: 300_000, promotionId }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancelPart.click();
  await expect(dialog.dialog).toContainText("고객이 낸 금액270,000원");
  await dialog.amount.fill("100000");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("할인을 유지할지 골라 주세요.");
  await dialog.discount("할인 유지").check();
  await dialog.confirm.click();
  await dialog.expectOutcome("100,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).refundedWon).toBe(90_000);
  await dialog.close();

  await inspector.cancel.click();
  await expect(dialog.dialog).toContainText("처음 부분취소 때 고른 방식이라 바꿀 수 없어요.");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("200,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).heldWon).toBe(0);
});
