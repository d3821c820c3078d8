import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

test("a cancel is taken back within five seconds and never sent", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancelPart.click();
  await dialog.amount.fill("70000");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.withdraw.click();
  await dialog.expectOutcome("보내기 전에 되돌렸어요. 돈은 그대로예요.");
  // Nobody sent it, so nobody answered.
  await expect(dialog.stations).toHaveText(["요청", "되돌림"]);
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);

  // A second cancel waits its own five seconds: had the first been sent, it would be here by then.
  await dialog.again.click();
  await expect(dialog.amount).toHaveValue("70,000");
  await dialog.confirm.click();
  await dialog.expectOutcome("70,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
  const states = (await desk.detail(payment)).cancellations.map(({ state }) => state);
  expect(states).toEqual(["succeeded", "withdrawn"]);

  // What moved no money is struck out in the history.
  const history = new HistoryPage(page);
  await history.open(`?period=today`);
  const [done, takenBack] = (await desk.detail(payment)).cancellations;
  const line = "text-decoration-line";
  await expect(history.amountOf(takenBack)).toHaveCSS(line, "line-through");
  await expect(history.amountOf(done)).toHaveCSS(line, "none");
});
