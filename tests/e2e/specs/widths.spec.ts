import type { Locator } from "@playwright/test";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { NARROW, WIDE } from "../states/areas";
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

const LISTS = ["/payments", "/cancellations?period=3m", "/bills", "/follow-ups?view=all"];
const SCREENS = [...LISTS, "/guide"];

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

test.describe("on a phone", () => {
  test.use({ person: "manager", viewport: NARROW });

  test("a row of a list is a card of two lines, who and how much above, and nothing scrolls sideways", async ({
    page,
    visit,
  }) => {
    for (const list of LISTS) {
      await test.step(list, async () => {
        await visit.openList(list);
        const table = page.getByRole("table");
        const row = table.getByRole("row").filter({ has: visit.rows }).first();
        const lines = await linesOf(row);
        expect(lines).toHaveLength(2);
        expect(lines[0]).toEqual(expect.arrayContaining(["customer", "amount"]));
        expect(await scrolledSideways(table)).toEqual([]);
      });
    }
  });

  test("an open payment is a page of its own", async ({ page, visit }) => {
    await visit.openPayment(await visit.desk.expectBooked(KINDS[0]));
    expect(await boxOf(visit.panel)).toEqual(await boxOf(page.getByRole("main")));
    expect((await boxOf(visit.panel)).width).toBe(NARROW.width);
    await expect(page.getByRole("table")).toBeHidden();
  });
});

/** A name and a little of what was paid for. */
const LEGIBLE_PX = 96;

/** Where either begins and ends. */
const BESIDE = [
  { width: 600, over: true },
  { width: 899, over: true },
  { width: 900, over: false },
  { width: 1_024, over: false },
  { width: WIDE.width, over: false },
];

for (const { width, over } of BESIDE) {
  test(`at ${width} px an open payment is ${over ? "a sheet over" : "beside"} its list`, async ({
    page,
    visit,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await visit.openPayment(await visit.desk.expectBooked(KINDS[0]));
    const table = page.getByRole("table");
    await expect(table).toBeVisible();
    const [sheet, list] = [await boxOf(visit.panel), await boxOf(table)];
    expect(sheet.x + sheet.width).toBe(width);
    expect(sheet.x).toBeGreaterThan(list.x);
    if (over) return expect(list.x + list.width).toBe(width);
    expect(list.x + list.width).toBeLessThanOrEqual(sheet.x);
    const customer = await boxOf(table.locator("thead [data-column=customer]"));
    expect(customer.width).toBeGreaterThanOrEqual(LEGIBLE_PX);
  });
}

test.describe("on the desk's own screen", () => {
  test.use({ viewport: WIDE });

  for (const list of LISTS.slice(0, 2)) {
    test(`the heads of the columns stay while ${list} scrolls`, async ({ page, visit }) => {
      await visit.openList(list);
      const head = page.getByRole("columnheader").first();
      const before = await boxOf(head);
      await visit.rows.last().scrollIntoViewIfNeeded();
      await expect(visit.rows.last()).toBeInViewport();
      await expect(visit.rows.first()).not.toBeInViewport();
      await expect(head).toBeInViewport({ ratio: 1 });
      expect(await boxOf(head)).toEqual(before);
      await expect(page.getByRole("heading", { level: 1 })).toBeInViewport({ ratio: 1 });
    });
  }
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function boxOf(part: Locator): Promise<Box> {
  return (await part.boundingBox()) as Box;
}

/** The columns of what a row shows, line by line from the top. */
function linesOf(row: Locator): Promise<string[][]> {
  return row.evaluate((row) => {
    const shown = [...row.children].filter((cell) => cell.getClientRects().length > 0);
    const cells = shown.map((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return { name: cell.getAttribute("data-column") ?? "", top, bottom };
    });
    const lines: { names: string[]; bottom: number }[] = [];
    for (const { name, top, bottom } of cells.sort((one, other) => one.top - other.top)) {
      const line = lines.at(-1);
      if (line && top < line.bottom) {
        line.names.push(name);
        line.bottom = Math.max(line.bottom, bottom);
      } else lines.push({ names: [name], bottom });
    }
    return lines.map((line) => line.names);
  });
}

/** What could be scrolled sideways to see more of the table: itself, or a box that it is in. */
function scrolledSideways(table: Locator): Promise<string[]> {
  return table.evaluate((table) => {
    const over: string[] = [];
    for (let box: Element | null = table; box; box = box.parentElement) {
      if (box.scrollWidth > box.clientWidth) over.push(`${box.localName}.${box.className}`);
    }
    return over;
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
