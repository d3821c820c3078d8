// What is wider than the screen.

import { expect, type Page, type ViewportSize } from "@playwright/test";

/** Goes on, so that one run names every state that is too wide. */
export async function expectFits(page: Page, state: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect.soft(await tooWide(page), `${state} is so much too wide`).toEqual([]);
}

/** As if the screen were of another size for a moment. */
export async function expectFitsAt(page: Page, size: ViewportSize, state: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(size);
  await expectFits(page, state);
  if (before) await page.setViewportSize(before);
}

/** The page itself, and what a dialog over it has: that one never makes the page wider. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const over = [["page", root.scrollWidth - root.clientWidth] as const];
    for (const part of document.querySelectorAll("dialog[open], dialog[open] *")) {
      const { right, left } = part.getBoundingClientRect();
      const beyond = Math.max(right - root.clientWidth, -left);
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(part).overflowX);
      const hidden = scrolls ? part.scrollWidth - part.clientWidth : 0;
      const name = `${part.localName}.${part.getAttribute("class") ?? ""}`;
      over.push([name, Math.max(beyond, hidden)]);
    }
    return over.filter(([, by]) => by > 0.5).map(([what, by]) => `${what}: ${by}`);
  });
}
