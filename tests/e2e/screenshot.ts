// The picture in the README, or every screen in every dress; run by `cargo xtask screenshot`.

import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { type Dress, dresses, wear } from "./support/dress";

const target = process.env.SCREENSHOT_TARGET ?? "docs/screenshot.png";
const everything = process.env.SCREENSHOTS === "all";

/** How many payments are opened: one of each status and method until then. */
const MAX_PAYMENTS = 8;

interface Picture extends Dress {
  width: number;
  height: number;
}

const pictures: Picture[] = dresses.flatMap((dress) => [
  { ...dress, width: 360, height: 800 },
  { ...dress, width: 1440, height: 900 },
]);

if (everything) {
  for (const picture of pictures) {
    const label = `${picture.locale}-${picture.theme}-${picture.width}`;

    test(`every screen, ${label}`, async ({ page }) => {
      test.setTimeout(180_000);
      await pose(page, picture);
      for (const [name, path] of await screens(page)) {
        await take(page, path, join(target, `${name}-${label}.png`));
      }
    });

    test.describe(() => {
      test.use({ person: "nobody" });

      test(`login, ${label}`, async ({ page }) => {
        await pose(page, picture);
        await take(page, "/login", join(target, `login-${label}.png`));
      });
    });
  }
} else {
  test("the payments screen", async ({ page }) => {
    await pose(page, { locale: "ko", theme: "light", width: 1440, height: 900 });
    await take(page, "/payments", target);
  });
}

async function pose(page: Page, { width, height, ...dress }: Picture): Promise<void> {
  await page.setViewportSize({ width, height });
  await wear(page, dress);
}

/** Every route, with a few payments that differ, a bill of each status, and the customer of one. */
async function screens(page: Page): Promise<[name: string, path: string][]> {
  const payments = await rows(page, "payments");
  const customer = payments.find((payment) => payment.customer.id)?.customer.id;
  const different = oneOfEach(payments, (payment) => `${payment.book_status}-${payment.method}`);
  const bills = oneOfEach(await rows(page, "bills"), (bill) => `${bill.status}`);
  return [
    ["payments", "/payments"],
    ...different
      .slice(0, MAX_PAYMENTS)
      .map(([kind, id]): [string, string] => [`payment-${kind}`, `/payments/${id}`]),
    ["cancellations", "/cancellations"],
    ["bills", "/bills"],
    ...bills.map(([status, id]): [string, string] => [`bill-${status}`, `/bills/${id}`]),
    ["customer", `/customers/${customer}`],
    ["customer-unpaid", `/customers/${customer}?view=unpaid`],
    ["terminals", "/terminals"],
    ["guide", "/guide"],
    ["kit", "/_kit"],
  ];
}

interface Row {
  id: string;
  customer: { id: string | null };
  [field: string]: unknown;
}

async function rows(page: Page, list: string): Promise<Row[]> {
  const answer = await page.request.get(`/api/${list}`);
  await expect(answer).toBeOK();
  return (await answer.json()).items;
}

function oneOfEach(rows: Row[], kind: (row: Row) => string): [kind: string, id: string][] {
  return [...new Map(rows.map((row) => [kind(row), row.id]))];
}

/** Takes the picture once nothing is loading and the letters are the real ones. */
async function take(page: Page, path: string, file: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: "disabled" });
}
