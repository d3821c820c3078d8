import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";

test("a payment is cancelled in two parts, down to zero", async ({ page, desk, control }) => {
  const order = freshWord();
  const payment = await desk.receive(card({ amountWon: 420_000, orderName: order }));
  const list = new PaymentsPage(page);
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
  await expect(list.row(order)).toContainText("부분취소");

  await inspector.cancelPart.click();
  await expect(dialog.inPart).toBeChecked();
  await dialog.amount.fill("300000");
  await dialog.chooseReason("수강 취소");
  await expect(dialog.confirm).toHaveText("300,000원 결제취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("이 결제에 남은 금액이 없어요");
  await dialog.close();

  await expect(list.row(order)).toContainText("결제취소");
  await expect(inspector.cancellations).toHaveCount(2);
  for (const deed of [inspector.cancel, inspector.cancelPart]) {
    await expect(deed).toBeDisabled();
  }
  const { payment: booked } = await desk.detail(payment);
  expect(booked).toMatchObject({
    book_status: "cancelled",
    cancellable_won: 0,
    cancelled_won: 420_000,
    agreement: "agrees",
  });
  const truth = await control.payment(payment.gatewayId);
  expect(truth.refunds.map((refund) => refund.amountWon)).toEqual([120_000, 300_000]);
  expect(truth).toMatchObject({ status: "CANCELLED", heldWon: 0 });
});
