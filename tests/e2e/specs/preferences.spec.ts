// How somebody likes the screen, chosen with clicks and kept by the browser; and the way out.

import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { PaymentsPage } from "../pages/payments_page";
import { UserMenu } from "../pages/user_menu";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

test("theme, language and height of rows are chosen in the menu, and a reload keeps them", async ({
  page,
}) => {
  const list = new PaymentsPage(page);
  const menu = new UserMenu(page);
  const heading = page.getByRole("heading", { level: 1 });
  await list.open();
  await expect(heading).toHaveText("결제");
  const [light, standard] = [await paper(page), await heightOfRow(page)];

  await menu.choose("어두운 화면");
  await menu.choose("줄 간격 좁게");
  await expectDarkAndCompact();
  await menu.choose("English");
  await expect(heading).toHaveText("Payments");
  await page.reload();
  await expect(heading).toHaveText("Payments");
  await expectDarkAndCompact();
  await menu.expectTicked("Dark", "Compact rows");

  await menu.choose("Comfortable rows");
  await expect.poll(() => heightOfRow(page)).toBeGreaterThan(standard);
  await menu.choose("Light");
  await expect.poll(() => paper(page)).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => paper(page)).toBe(light);
  await menu.choose("Same as device");
  await expect.poll(() => paper(page)).not.toBe(light);
  await menu.choose("한국어");
  await expect(heading).toHaveText("결제");
  await menu.expectTicked("기기 설정 따르기", "줄 간격 넓게");

  async function expectDarkAndCompact(): Promise<void> {
    await expect.poll(() => paper(page)).not.toBe(light);
    await expect.poll(() => heightOfRow(page)).toBeLessThan(standard);
  }
});

test.describe("without a login", () => {
  test.use({ person: "nobody" });

  test("language and theme are chosen before logging in, and go along", async ({ page }) => {
    const login = new LoginPage(page);
    await login.open();
    await expect(login.submit).toHaveText("로그인");
    const light = await paper(page);
    await login.look("어두운 화면").click();
    await expect.poll(() => paper(page)).not.toBe(light);
    await login.look("English").click();
    await expect(login.submit).toHaveText("Log in");
    await page.reload();
    await expect(login.submit).toHaveText("Log in");
    await expect.poll(() => paper(page)).not.toBe(light);

    await login.logIn("staff", password);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Payments");
    await expect.poll(() => paper(page)).not.toBe(light);
  });

  test("whoever logs out leaves nothing that can be read", async ({
    page,
    playwright,
    baseURL,
    control,
  }) => {
    const login = new LoginPage(page);
    const inspector = new Inspector(page);
    await login.open();
    await login.logIn("staff", password);
    await login.expectLoggedIn();
    const payment = await new Desk(page.request, control).expectBooked("demo-card-old");
    await inspector.open(payment);
    // Somebody who has copied the cookie.
    const storageState = await page.context().storageState();
    const elsewhere = await playwright.request.newContext({ baseURL, storageState });
    const readElsewhere = async () => (await elsewhere.get(`/api/payments/${payment.id}`)).status();
    expect(await readElsewhere()).toBe(200);

    await new UserMenu(page).choose("로그아웃");
    await expectLogin();
    await page.goBack();
    await expectLogin();
    await page.goto(`/payments/${payment.id}`);
    await expectLogin();

    expect(await readElsewhere()).toBe(401);
    await elsewhere.dispose();

    async function expectLogin(): Promise<void> {
      await expect(page).toHaveURL(/\/login/);
      await expect(login.submit).toBeVisible();
      await expect(inspector.panel).toBeHidden();
    }
  });
});

/** The colour behind everything. */
function paper(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

function heightOfRow(page: Page): Promise<number> {
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader") }).first();
  return row.evaluate((row) => row.getBoundingClientRect().height);
}
