// What a machine can tell of accessibility.

import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

import { swapTheme } from "./dress";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The only one that depends on the theme. */
const COLOURS = ["color-contrast"];

declare global {
  interface Window {
    axe: typeof axe;
  }
}

interface Fault {
  rule: string;
  where: string[];
}

/**
 * Judges the page once nothing is loading, its colours in both themes; goes on, so that one run names every
 * state that fails.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await atRest(page);
  expect.soft(await faults(page, RULES), state).toEqual([]);
  await swapTheme(page);
  await atRest(page);
  const swapped = await faults(page, COLOURS);
  await swapTheme(page);
  expect.soft(swapped, `${state}, in the other theme`).toEqual([]);
}

/** Nothing loads, and what was pale while it did has its colours again. */
async function atRest(page: Page): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.evaluate(async () => {
    const ends = (one: Animation) => one.effect?.getComputedTiming().iterations !== Infinity;
    await Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
  });
}

/** In the page itself, which is given the judge once: there are no frames. */
async function faults(page: Page, runOnly: string[]): Promise<Fault[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${axe.source};0`);
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, nodes }) => ({
      rule: id,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
  }, { runOnly, resultTypes: ["violations"] } satisfies RunOptions);
}
