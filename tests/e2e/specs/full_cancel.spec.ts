import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";

test("a card payment is cancelled in full", async ({ page, desk, control }) => {
  const order = freshWord();
  const payment = await desk.receive(card({ orderName: order }));
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await list.open();
  await list.look(order);
  await list.openRow(order);
  await expect(inspector.hints).toContainText("취소할 수 있어요");
  await inspector.cancel.click();
  await dialog.chooseReason();
  await expect(dialog.dialog).toContainText("현대카드");
  await expect(dialog.confirm).toHaveText("350,000원 결제취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 취소했어요");
  await dialog.close();

  await expect(inspector.cancel).toBeDisabled();
  await expect(inspector.cancellations).toContainText("-350,000");
  await expect(list.row(order)).toContainText("결제취소");
  const truth = await control.payment(payment.gatewayId);
  expect(truth).toMatchObject({ refundCount: 1, refundedWon: 350_000, heldWon: 0 });
});
