import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

test("a payment is cancelled in two parts, down to zero", async ({ page, desk, control }) => {
  const payment = await desk.receive(card({ amountWon: 420_000 }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancelPart.click();
  await expect(dialog.inPart).toBeChecked();
  await dialog.amount.fill("120000");
  await expect(dialog.amount).toHaveValue("120,000");
  await expect(dialog.dialog.getByText("취소 뒤 남는 금액").locator("..")).toContainText("300,000원");
  await dialog.chooseReason("수강 변경");
  await expect(dialog.confirm).toHaveText("120,000원 부분취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("120,000원을 취소했어요. 지금 이 결제에 300,000원이 남았어요.");
  await dialog.close();

  await inspector.cancel.click();
  await dialog.chooseReason("수강 취소");
  await expect(dialog.confirm).toHaveText("300,000원 결제취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("이 결제에 남은 금액이 없어요");
  await dialog.close();

  await expect(inspector.cancellations).toHaveCount(2);
  await expect(inspector.cancelPart).toBeDisabled();
  const truth = await control.payment(payment.gatewayId);
  expect(truth.refunds.map((refund) => refund.amountWon)).toEqual([120_000, 300_000]);
  expect(truth.heldWon).toBe(0);
});
