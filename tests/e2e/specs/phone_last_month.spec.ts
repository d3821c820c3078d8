import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { lastMonth, phoneBill } from "../support/blueprints";

test("a phone payment of last month is blocked and says why", async ({ page, desk, control }) => {
  const payment = await desk.receive(phoneBill({ paidAt: lastMonth() }));
  const inspector = new Inspector(page);
  const why = /휴대폰 결제는 결제한 달에만 취소돼요/;

  await inspector.open(payment);
  await expect(inspector.hints).toContainText(why);
  for (const deed of [inspector.cancel, inspector.cancelPart]) {
    await expect(deed).toBeVisible();
    await expect(deed).toBeDisabled();
  }
  await expect(inspector.cancel).toHaveAccessibleDescription(why);

  await page.keyboard.press("c");
  await expect(page.getByRole("dialog")).toBeHidden();
  const refused = await desk.requestCancel(payment);
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({ code: "cancel_blocked" });
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);
});

test("a phone payment of this month is cancelled in full only", async ({ page, desk }) => {
  const payment = await desk.receive(phoneBill());
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.cancel).toBeEnabled();
  await expect(inspector.cancelPart).toBeDisabled();
  await expect(inspector.cancelPart).toHaveAccessibleDescription(/부분취소가 안 돼요/);
});
