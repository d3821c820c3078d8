import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

test("a reload during a cancel goes on with the same one", async ({ page, desk, control }) => {
  const payment = await desk.receive(card());
  await control.fault({ kind: "slow", paymentId: payment.gatewayId });
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await expect(dialog.withdraw).toBeVisible();
  await page.reload();
  await dialog.expectOutcome("350,000원을 곧 취소해요");
  await dialog.expectOutcome("취소를 보냈어요");
  await page.reload();
  await dialog.expectOutcome("350,000원을 취소했어요");

  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
  expect((await desk.detail(payment)).cancellations).toHaveLength(1);
});
