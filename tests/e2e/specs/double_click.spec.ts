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

test("a dialog closed while it sends is not told as unanswered when the cancel is done", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/cancellations", async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await inspector.open(payment);
  await inspector.cancelPart.click();
  await dialog.amount.fill("70000");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.close();
  const answered = page.waitForResponse("**/cancellations");
  answer();
  await answered;
  await desk.expectState(payment, "succeeded");
  await expect(inspector.cancellations).toHaveCount(1);
  await expect(inspector.panel).toContainText("280,000원");

  await inspector.cancelPart.click();
  await expect(dialog.amount).toBeVisible();
  await expect(dialog.dialog).not.toContainText("보내던 취소가 있어요");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
});
