// 미연동, 학원수납저장: nobody is behind them, so the book is the whole truth.

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { ForceDialog } from "../pages/force_dialog";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import type { Booked, Desk } from "../support/desk";

test("cancel and force-cancel end the same and stay told apart", async ({ page, desk }) => {
  const [cancelled, forced] = await desk.newest("channel=recorded&status=paid", 2);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  const force = new ForceDialog(page);

  await inspector.open(cancelled);
  await expect(inspector.hints).toContainText("돈은 직접 돌려드려야 해요");
  await expect(inspector.cancelPart).toBeDisabled();
  await expect(inspector.cancelPart).toHaveAccessibleDescription(/전액만 취소돼요/);
  await inspector.cancel.click();
  await dialog.chooseReason("수강 취소");
  await dialog.confirm.click();
  await dialog.expectOutcome(/돌려드려/);
  await dialog.close();

  await inspector.open(forced);
  await inspector.force.click();
  await expect(force.dialog).toContainText("결제취소와 결과가 같아요");
  await force.fill();
  await force.confirm.click();
  await expect(inspector.cancellations).toContainText("강제취소");

  const plain = await expectEnded(desk, cancelled, "full");
  const byForce = await expectEnded(desk, forced, "force");
  const history = new HistoryPage(page);
  await history.open("?period=today");
  await history.filter("종류").selectOption("강제취소");
  await expect(history.rowOf(byForce)).toBeVisible();
  await expect(history.rowOf(plain)).toBeHidden();
  await history.filter("종류").selectOption("전액취소");
  await expect(history.rowOf(plain)).toBeVisible();
  await expect(history.rowOf(byForce)).toBeHidden();
});

/** Cancelled in full and nothing left to do, by one cancellation of this kind. */
async function expectEnded(desk: Desk, payment: Booked, kind: string) {
  await desk.expectState(payment, "succeeded");
  const { payment: booked, cancellations } = await desk.detail(payment);
  expect(booked).toMatchObject({
    book_status: "cancelled",
    cancelled_won: payment.amountWon,
    agreement: "agrees",
  });
  expect(cancellations).toMatchObject([{ kind }]);
  return cancellations[0];
}
