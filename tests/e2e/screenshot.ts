// The picture in the README, or every screen in every dress; run by `cargo xtask screenshot`.

import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";

const target = process.env.SCREENSHOT_TARGET ?? "docs/screenshot.png";
const everything = process.env.SCREENSHOTS === "all";

/** How many payments are opened: one of each status and method until then. */
const MAX_PAYMENTS = 8;

interface Dress {
  locale: "ko" | "en";
  theme: "light" | "dark";
  width: number;
  height: number;
}

const dresses: Dress[] = (["ko", "en"] as const).flatMap((locale) =>
  (["light", "dark"] as const).flatMap((theme) => [
    { locale, theme, width: 360, height: 800 },
    { locale, theme, width: 1440, height: 900 },
  ]),
);

if (everything) {
  for (const dress of dresses) {
    const label = `${dress.locale}-${dress.theme}-${dress.width}`;

    test(`every screen, ${label}`, async ({ page }) => {
      test.setTimeout(180_000);
      await wear(page, dress);
      for (const [name, path] of await screens(page)) {
        await take(page, path, join(target, `${name}-${label}.png`));
      }
    });

    test.describe(() => {
      test.use({ person: "nobody" });

      test(`login, ${label}`, async ({ page }) => {
        await wear(page, dress);
        await take(page, "/login", join(target, `login-${label}.png`));
      });
    });
  }
} else {
  test("the payments screen", async ({ page }) => {
    await wear(page, { locale: "ko", theme: "light", width: 1440, height: 900 });
    await take(page, "/payments", target);
  });
}

/** Language, theme and size from the first paint on. */
async function wear(page: Page, { locale, theme, width, height }: Dress): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(
    ([locale, theme]) => {
      localStorage.setItem("cancel-desk.locale", locale);
      localStorage.setItem("cancel-desk.theme", theme);
    },
    [locale, theme],
  );
}

/** Every route, with a few payments that differ. */
async function screens(page: Page): Promise<[name: string, path: string][]> {
  const answer = await page.request.get("/api/payments");
  await expect(answer).toBeOK();
  const { items } = (await answer.json()) as {
    items: { id: string; book_status: string; method: string }[];
  };
  const different = new Map(items.map((item) => [`${item.book_status}-${item.method}`, item.id]));
  const payments = [...different].slice(0, MAX_PAYMENTS);
  return [
    ["payments", "/payments"],
    ...payments.map(([kind, id]): [string, string] => [`payment-${kind}`, `/payments/${id}`]),
    ["cancellations", "/cancellations"],
    ["guide", "/guide"],
    ["kit", "/_kit"],
  ];
}

/** Takes the picture once nothing is loading and the letters are the real ones. */
async function take(page: Page, path: string, file: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: "disabled" });
}
