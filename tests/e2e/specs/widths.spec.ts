import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";

/** In CSS pixels: a phone, a 1440 px screen at 200 %, a large one, 4K. */
const WIDTHS = [360, 720, 2_560, 3_840];

/** Named payments of the demo that nobody cancels. */
const KINDS = ["demo-card-partial-cancelled", "demo-va-issued"];

const SCREENS = ["/payments", "/cancellations?period=3m", "/bills", "/follow-ups?view=all", "/guide"];

for (const width of WIDTHS) {
  test.describe(`at ${width} px`, () => {
    test.describe.configure({ timeout: 120_000 });
    test.use({ person: "manager", viewport: { width, height: 900 } });

    test("nothing is wider than the screen", async ({ page, desk }) => {
      for (const screen of [...SCREENS, "/drift", "/terminals"]) {
        await page.goto(screen);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectFits(page, screen);
      }
      for (const kind of KINDS) {
        const payment = await desk.expectBooked(kind);
        await page.goto(`/payments/${payment.id}`);
        await expect(new Inspector(page).amount).toBeVisible();
        await expectFits(page, kind);
      }
      const history = new HistoryPage(page);
      await history.open("?period=3m");
      await history.rows.first().getByRole("link").first().click();
      await expect(history.story).toBeVisible();
      await expectFits(page, "story");
    });
  });
}

test("paper has the screen without what only a mouse needs", async ({ page, desk }) => {
  const payment = await desk.expectBooked("demo-card-partial-cancelled");
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.amount).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(inspector.cancelPart).toBeHidden();
  await expect(inspector.amount).toBeVisible();
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]).toContain(paper);
});

async function expectFits(page: Page, screen: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(over, `${screen} is so much too wide`).toBe(0);
}
