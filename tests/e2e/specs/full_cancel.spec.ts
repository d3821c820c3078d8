import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";
import { expectNotRed, expectRed } from "../support/colour";

test("a card payment is cancelled in full, and whatever says so is red", async ({ page, desk, control }) => {
  const order = freshWord();
  const payment = await desk.receive(card({ orderName: order }));
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await list.open();
  await list.look(order);
  await expectNotRed(list.row(order).getByText("결제완료"));
  await list.openRow(order);
  await expect(inspector.hints).toContainText("취소할 수 있어요");
  await expectRed(inspector.cancel);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await expect(dialog.dialog).toContainText("현대카드");
  await expect(dialog.confirm).toHaveText("350,000원 결제취소");
  await expectRed(dialog.confirm, "backgroundColor");
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 취소했어요");
  await dialog.close();

  await expect(inspector.cancel).toBeDisabled();
  await expect(inspector.cancellations).toContainText("-350,000");
  await expectRed(list.row(order).getByText("결제취소"));
  const truth = await control.payment(payment.gatewayId);
  expect(truth).toMatchObject({ refundCount: 1, refundedWon: 350_000, heldWon: 0 });

  const history = new HistoryPage(page);
  await history.open("?period=today");
  await history.search.fill(order);
  await expectRed(history.row(order).getByText("취소됨"));
});
