import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import type { Dress } from "../support/dress";
import { expectFits } from "../support/fits";

/**
 * In CSS pixels: a phone, a 1440 px screen at 200 %, a large one, 4K. English has the longer words: on the
 * narrowest once more. Dialogs and what comes before them are measured in `accessibility.spec.ts`, in passing.
 */
const SCREENS_OF: [width: number, locale: Dress["locale"]][] = [
  [360, "ko"],
  [360, "en"],
  [720, "ko"],
  [2_560, "ko"],
  [3_840, "ko"],
];

/** Named payments of the demo that nobody cancels. */
const KINDS = ["demo-card-partial-cancelled", "demo-va-issued"];

const SCREENS = ["/payments", "/cancellations?period=3m", "/bills", "/follow-ups?view=all", "/guide"];

for (const [width, locale] of SCREENS_OF) {
  test.describe(`at ${width} px, ${locale}`, () => {
    test.describe.configure({ timeout: 120_000 });
    test.use({ person: "manager", viewport: { width, height: 900 } });
    test.use({ dress: { locale, theme: "light" } });

    test("nothing is wider than the screen", async ({ page, visit }) => {
      for (const screen of [...SCREENS, "/drift", "/terminals"]) {
        await page.goto(screen);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectFits(page, screen);
      }
      for (const kind of KINDS) {
        await visit.openPayment(await visit.desk.expectBooked(kind));
        await expectFits(page, kind);
      }
      await visit.openList("/cancellations?period=3m");
      await visit.openFirstRow();
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
