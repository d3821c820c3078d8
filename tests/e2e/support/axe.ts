// What a machine can tell of accessibility.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { swapTheme } from "./dress";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The only one that depends on the theme. */
const COLOURS = "color-contrast";

interface Fault {
  rule: string;
  where: string[];
}

/**
 * Judges the page once nothing is loading, its colours in both themes; goes on, so that one run names every
 * state that fails.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect.soft(await faults(judge(page).withTags(RULES)), state).toEqual([]);
  await swapTheme(page);
  const swapped = await faults(judge(page).withRules(COLOURS));
  await swapTheme(page);
  expect.soft(swapped, `${state}, in the other theme`).toEqual([]);
}

/** In the page itself: there are no frames, for which a second page would be opened each time. */
function judge(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
}

async function faults(judge: AxeBuilder): Promise<Fault[]> {
  const { violations } = await judge.analyze();
  return violations.map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
}
