import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

const TWO_DAYS_MS = 48 * 3_600_000;

test("after a cancel it is said whether the PG can still reverse it", async ({ page, desk }) => {
  const paidAt = new Date(Date.now() - TWO_DAYS_MS).toISOString();
  const payment = await desk.receive(card({ provider: "TOSSPAYMENTS", paidAt }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 취소했어요");
  const undo = dialog.dialog.getByRole("region", { name: "취소 원복" });
  await expect(undo).toContainText("자정까지");
  await expect(undo).toContainText("1544-7772");
  await dialog.close();
  await expect(inspector.cancellations).toContainText("1544-7772");
});

test("what was paid today cannot be reversed", async ({ page, desk }) => {
  const payment = await desk.receive(card());
  await desk.requestCancel(payment);
  await desk.expectState(payment, "succeeded");
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.cancellations).toContainText("결제한 날 취소한 건은 되돌릴 수 없어요");
});
