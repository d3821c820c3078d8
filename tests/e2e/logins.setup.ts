// Logs each person in once; the tests start from the cookies kept here. And counts the book.

import { expect, test as setup } from "@playwright/test";

import { LoginPage } from "./pages/login_page";
import { logins, password, stateFile } from "./support/logins";

for (const login of logins) {
  setup(`${login} logs in`, async ({ page }) => {
    const screen = new LoginPage(page);
    await screen.open();
    await screen.logIn(login, password);
    await screen.expectLoggedIn();
    await page.context().storageState({ path: stateFile(login) });
  });
}

/** Of the desk that the stage starts, so that lists are as long as in a real one; one's own may have fewer. */
const least = Number(process.env.CANCEL_DESK_LEAST_PAYMENTS ?? 0);

setup(`the book holds ${least} payments or more`, async ({ request }) => {
  const [login] = logins;
  expect((await request.post("/api/session", { data: { login, password } })).ok()).toBe(true);
  const summary = await request.get("/api/payments/summary");
  expect((await summary.json()).shown.count).toBeGreaterThanOrEqual(least);
});

/** What a family may have paid over; a demo without one of them shows less than the desk can do. */
const CHANNELS = ["portone", "bootpay", "payssam", "alltalkpay", "terminal", "recorded"];

setup("the demo has payments of every channel", async ({ request }) => {
  const [login] = logins;
  expect((await request.post("/api/session", { data: { login, password } })).ok()).toBe(true);
  for (const channel of CHANNELS) {
    const summary = await request.get(`/api/payments/summary?channel=${channel}`);
    expect((await summary.json()).shown.count, channel).toBeGreaterThan(0);
  }
});
