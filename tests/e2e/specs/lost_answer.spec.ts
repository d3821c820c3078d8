import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

/** The vendor hangs for five seconds before its line drops; the desk looks again 2 and 5 s later. */
const LOOKED_AFTER_MS = 30_000;

test("an answer lost after execution is checked, then settled, with one refund", async ({
  page,
  desk,
  control,
}) => {
  test.setTimeout(75_000);
  const payment = await desk.receive(card());
  const { gatewayId: paymentId } = payment;
  await control.fault({ kind: "timeout_after", paymentId });
  await control.fault({ kind: "webhook_lost", paymentId });
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await expect.poll(async () => (await control.payment(paymentId)).refundCount).toBe(1);
  // The first look at the vendor fails as well, so that what is not known is seen for a while.
  await control.fault({ kind: "http_503", paymentId, scope: "read" });

  await dialog.expectOutcome("PG의 답을 확인하고 있어요. 다시 누르지 마세요.");
  await expect(dialog.dialog).toContainText("확인 중");
  await expect(dialog.confirm).toBeHidden();
  await expect(inspector.panel).not.toContainText("취소 안 됨");
  await dialog.expectOutcome("350,000원을 취소했어요", { timeout: LOOKED_AFTER_MS });

  await dialog.dialog.getByRole("link", { name: "취소 이력에서 보기" }).click();
  const { story } = new HistoryPage(page);
  await expect(story).toContainText("PG의 답을 받지 못해 확인하고 있어요");
  await expect(story).toContainText("취소됨");
  expect((await control.payment(paymentId)).refundCount).toBe(1);
  expect((await desk.detail(payment)).cancellations).toHaveLength(1);
});

test("an answer lost before execution ends with one refund as well", async ({
  page,
  desk,
  control,
}) => {
  test.setTimeout(75_000);
  const payment = await desk.receive(card());
  await control.fault({ kind: "drop_before", paymentId: payment.gatewayId });
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 취소했어요", { timeout: LOOKED_AFTER_MS });
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
});
