// Whether a hint panel says what the rulebook decided: all of it, in one language, and on a phone as well.

import { expect, type Page } from "@playwright/test";

import { HintPanel } from "../pages/hint_panel";
import type { Booked, Decision, Reason, Words } from "./desk";
import { goWithin } from "./within";

export type Locale = keyof Words;

export const HANGUL = /[가-힣]/;

const PHONE = { width: 360, height: 740 };
/** A name of the code, or a gap that nobody filled. */
const UNTRANSLATED = /[a-z]+_[a-z_]+|[{}]/;

/** Opens the payment in a desk that is loaded already; `ids` are the rows that speak there. */
export async function expectWholePanel(
  page: Page,
  payment: Booked,
  { ids, decision, locale }: { ids: string; decision: Decision; locale: Locale },
): Promise<void> {
  expect(spoken(decision)).toEqual(expect.arrayContaining(ids.split(" ")));
  // Beside a list of its own: the whole one takes its time.
  await goWithin(page, `/payments/${payment.id}?q=${payment.gatewayId}`);
  const panel = new HintPanel(page);
  await expectSaid(panel, decision, locale);
  await expectOneLanguage(panel, locale);
  await expectFitsPhone(page);
}

/** The rows that say something of a payment, the ways without its card among them. */
function spoken({ rules, actions, notices }: Decision): string[] {
  const reasons: Reason[] = [...actions.flatMap((action) => action.reasons), ...notices];
  return [...rules, ...reasons.map((reason) => reason.rule)];
}

async function expectSaid(panel: HintPanel, decision: Decision, locale: Locale): Promise<void> {
  const goes = decision.verdict !== "blocked";
  await expect(panel.headline).toHaveText(decision.headline[locale]);
  await panel.unfold();
  const facts = [goes && decision.fee, goes && decision.arrival].filter((fact) => !!fact);
  for (const fact of facts) {
    await expect(panel.facts.filter({ hasText: fact.text[locale] })).toHaveCount(1);
  }
  if (decision.cash_receipt.effect !== "none") {
    await expect(panel.panel).toContainText(decision.cash_receipt.text[locale]);
  }
  if (decision.deadline) {
    const { last_day, days_left } = decision.deadline;
    const day = panel.facts.filter({ hasText: last_day.replaceAll("-", ".") });
    // A limit that is not over says nothing of what cannot be cancelled anyway.
    if (goes || days_left < 0) await expect(day).toContainText(daysLeft(days_left, locale));
    else await expect(day).toHaveCount(0);
  }
  await expect(panel.steps).toHaveText(decision.steps.map((step) => step[locale]));
  await expect(panel.undone).toHaveText(decision.stays_undone.map((text) => text[locale]));
  for (const notice of decision.notices) {
    await expect(panel.panel).toContainText(notice.text[locale]);
  }
}

function daysLeft(days: number, locale: Locale): string {
  if (days === 0) return locale === "ko" ? "오늘" : "today";
  if (locale === "ko") return days > 0 ? `${days}일 남음` : `${-days}일 지남`;
  if (days === 1) return "1 day left";
  return days > 0 ? `${days} days left` : `${-days} days ago`;
}

async function expectOneLanguage(panel: HintPanel, locale: Locale): Promise<void> {
  const said = await panel.panel.innerText();
  expect.soft(said).not.toMatch(UNTRANSLATED);
  if (locale === "en") expect.soft(said).not.toMatch(HANGUL);
}

export async function expectFitsPhone(page: Page): Promise<void> {
  const desktop = page.viewportSize();
  await page.setViewportSize(PHONE);
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(over, `${page.url()} is so much too wide`).toBe(0);
  if (desktop) await page.setViewportSize(desktop);
}
