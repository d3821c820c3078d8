import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

test("a double click cancels once", async ({ page, desk, control }) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.dblclick();

  await expect(inspector.panel).toContainText("350,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
  expect((await desk.detail(payment)).cancellations).toHaveLength(1);
});
