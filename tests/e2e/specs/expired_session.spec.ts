import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { card } from "../support/blueprints";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** The stream looks at every heartbeat. */
const NOTICED_AFTER_MS = 20_000;

test.use({ person: "nobody" });

test("a session that ends under a half-filled dialog loses nothing", async ({
  page,
  playwright,
  baseURL,
  control,
}) => {
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  const desk = new Desk(page.request, control);
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await page.goto(`/payments/${payment.id}?period=3m`);
  await inspector.cancelPart.click();
  await dialog.amount.fill("120000");
  await dialog.chooseReason("중복 결제");
  await dialog.note.fill("언니 결제와 겹침");

  // Ended at the server only: the browser still sends the old cookie.
  const storageState = await page.context().storageState();
  const elsewhere = await playwright.request.newContext({ baseURL, storageState });
  expect((await elsewhere.delete("/api/session")).status()).toBe(204);
  await elsewhere.dispose();

  // The stream of changes notices by itself.
  await expect(page).toHaveURL(/\/login\?next=/, { timeout: NOTICED_AFTER_MS });
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);
  await login.logIn("staff", password);
  await expect(page).toHaveURL(new RegExp(`/payments/${payment.id}\\?period=3m$`));
  await expect(dialog.amount).toHaveValue("120,000");
  await expect(dialog.note).toHaveValue("언니 결제와 겹침");
  await expect(dialog.reason("중복 결제")).toBeChecked();
  await dialog.confirm.click();
  await dialog.expectOutcome("120,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
});

test("an unanswered cancel waits for whoever sent it, and shows the next one nothing", async ({
  page,
  control,
}) => {
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  const desk = new Desk(page.request, control);
  const payment = await desk.receive(card());
  const [inspector, dialog] = [new Inspector(page), new CancelDialog(page)];
  const address = `/payments/${payment.id}?period=3m`;
  await page.route("**/cancellations", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.goto(address);
  await inspector.cancelPart.click();
  await dialog.amount.fill("120000");
  await dialog.chooseReason("중복 결제");
  await dialog.note.fill("언니 결제와 겹침");
  await dialog.confirm.click();
  await expect(dialog.sendAgain).toBeVisible();
  await page.unrouteAll();

  await become("manager");
  await expect(inspector.cancellations).toHaveCount(1);
  await expect(dialog.dialog).toBeHidden();
  await inspector.cancelPart.click();
  await expect(dialog.note).toHaveValue("");
  await expect(dialog.sendAgain).toBeHidden();

  await become("staff");
  await dialog.sendAgain.click();
  await dialog.expectOutcome("120,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);

  /** In the same tab, at the same address. */
  async function become(who: "manager" | "staff"): Promise<void> {
    expect((await page.request.delete("/api/session")).status()).toBe(204);
    await page.goto(address);
    await expect(page).toHaveURL(/\/login\?next=/);
    await login.logIn(who, password);
    await expect(inspector.panel).toBeVisible();
  }
});
