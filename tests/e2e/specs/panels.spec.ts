// Every row of the rulebook on the screen, in both languages: the panel says what the rulebook decided, all
// of it, in one language, and on a phone as well.

import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { HintPanel } from "../pages/hint_panel";
import type { Decision, Reason, Words } from "../support/desk";
import { wear } from "../support/dress";
import { ONLY_IN_THE_GUIDE, REACHED } from "../support/rows";
import { goWithin } from "../support/within";

type Locale = keyof Words;

const LOCALES: Locale[] = ["ko", "en"];
const PHONE = { width: 360, height: 740 };
const HANGUL = /[가-힣]/;
/** A name of the code, or a gap that nobody filled. */
const UNTRANSLATED = /[a-z]+_[a-z_]+|[{}]/;

// Each opens up to fifteen payments.
test.describe.configure({ timeout: 240_000 });

for (const [what, rows] of Object.entries(REACHED)) {
  for (const locale of LOCALES) {
    test(`${what}, row by row: ${locale}`, async ({ page, desk, control, channels }) => {
      const vendors = { desk, control, channels };
      const payments = await Promise.all(Object.values(rows).map((recipe) => recipe(vendors)));
      await wear(page, { locale, theme: "light" });
      await page.goto("/guide");
      await expect(page.locator("tr[id]").first()).toBeVisible();
      for (const [place, ids] of Object.keys(rows).entries()) {
        await test.step(ids, async () => {
          const payment = payments[place];
          const { decision } = await desk.detail(payment);
          expect(spoken(decision)).toEqual(expect.arrayContaining(ids.split(" ")));
          // Beside a list of its own: the whole one takes its time.
          await goWithin(page, `/payments/${payment.id}?q=${payment.gatewayId}`);
          await expectSaid(new HintPanel(page), decision, locale);
          await expectOneLanguage(new HintPanel(page), locale);
          await expectFitsPhone(page);
        });
      }
    });
  }
}

test("no row of the rulebook is left out", async ({ desk }) => {
  const cancels = (await desk.rulebook()).filter((row) => row.kind === "cancel");
  const shown = Object.values(REACHED).flatMap((rows) => Object.keys(rows).join(" ").split(" "));
  const ids = cancels.map((row) => row.id);
  expect([...shown, ...ONLY_IN_THE_GUIDE].sort()).toEqual(ids.sort());
});

for (const locale of LOCALES) {
  test(`the guide has every row, follow-ups and undoing too: ${locale}`, async ({ page, desk }) => {
    const rows = await desk.rulebook();
    await wear(page, { locale, theme: "light" });
    await page.goto("/guide");
    await expect(page.locator("tr[id]")).toHaveCount(rows.length);
    const printed = await page.locator("tr[id]").evaluateAll((all) =>
      all.map((row) => [row.id, (row as HTMLElement).innerText] as const),
    );
    const said = new Map(printed);
    for (const { id, name, cells } of rows) {
      const words = said.get(id) ?? "";
      const lines = [name, ...cells.map((cell) => cell.text)].flatMap((text) => text[locale].split("\n"));
      expect.soft(lines.filter((line) => !words.includes(line)), id).toEqual([]);
      expect.soft(words, id).not.toMatch(/[{}]/);
      // The names of a vendor's own buttons stand in brackets.
      const unquoted = words.replaceAll(/\([^()]*\)/g, "");
      if (locale === "en") expect.soft(unquoted, id).not.toMatch(HANGUL);
    }
    await expectFitsPhone(page);
  });
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

async function expectFitsPhone(page: Page): Promise<void> {
  const desktop = page.viewportSize();
  await page.setViewportSize(PHONE);
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(over, `${page.url()} is so much too wide`).toBe(0);
  if (desktop) await page.setViewportSize(desktop);
}
