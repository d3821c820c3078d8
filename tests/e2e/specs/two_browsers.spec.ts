import type { BrowserContext, Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";
import type { Booked } from "../support/desk";
import { stateFile } from "../support/logins";

test("two people at once cancel once, and both see how it ends", async ({
  browser,
  context,
  desk,
  control,
}) => {
  const payment = await desk.receive(card());
  const colleague = await browser.newContext({ storageState: stateFile("manager") });
  const pages = [await ready(context, payment), await ready(colleague, payment)];

  await Promise.all(pages.map((page) => page.keyboard.press("Enter")));
  // Whoever was later by a moment may have been told before the key arrived.
  for (const page of pages) {
    await expect(new Inspector(page).cancellations).toContainText("350,000원을 취소했어요");
  }

  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
  expect((await desk.detail(payment)).cancellations).toHaveLength(1);
  await colleague.close();
});

test("who comes second is told what is left", async ({ page, desk, control }) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();

  await desk.requestCancel(payment, { kind: "partial", amount_won: 50_000 });
  await desk.expectState(payment, "succeeded");
  await expect(dialog.dialog).toContainText("300,000원");
  await dialog.confirm.click();
  await dialog.expectOutcome("300,000원을 취소했어요");

  const truth = await control.payment(payment.gatewayId);
  expect(truth.refunds.map((refund) => refund.amountWon)).toEqual([50_000, 300_000]);
});

test("a cancel that begins elsewhere can be taken back, and the form comes back as it was", async ({
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

  const asked = await desk.requestCancel(payment, { kind: "full" });
  expect(asked.ok()).toBe(true);
  await expect(dialog.dialog).toContainText("다른 곳에서 이 결제를 취소하고 있어요");
  await expect(dialog.dialog).toContainText("김하늘");
  await expect(dialog.title).toHaveText("결제취소");
  await dialog.withdraw.click();
  await expect(dialog.dialog).toContainText("그 취소는 이뤄지지 않았어요");
  await expect(dialog.amount).toHaveValue("70,000");
  await expect(dialog.reason("고객 요청")).toBeChecked();
  await expect(dialog.title).toHaveText("부분취소");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);
});

/** A dialog with everything filled in and the focus on its confirm button. */
async function ready(context: BrowserContext, payment: Booked): Promise<Page> {
  const page = await context.newPage();
  const dialog = new CancelDialog(page);
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await expect(dialog.confirm).toHaveText("350,000원 결제취소");
  await dialog.confirm.focus();
  return page;
}
