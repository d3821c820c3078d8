// What the guide prints beside its words: which fact is not certain, where each was read, and the day that was
// checked.

import type { Page } from "@playwright/test";

import type { RuleCell, RuleRow } from "./desk";
import type { Locale } from "./said";

interface PrintedCell {
  text: string;
  /** Of doubt, as they are read. */
  marks: string[];
  /** What the sources disagree on. */
  conflict: string | undefined;
  /** `NP FQ · 2026.11.21 확인`. */
  source: string;
  /** Their names in full, under the pointer. */
  titles: string;
}

interface PrintedRow {
  /** Of doubt, beside its name. */
  marks: string[];
  /** In the order of their words. */
  cells: PrintedCell[];
}

const MARKS = {
  ko: { unverified: "확인 안 된 안내", conflict: "문서마다 달라요" },
  en: { unverified: "Unconfirmed", conflict: "Documents differ" },
};

/** Every row on the screen, by its id. */
export async function printedRows(page: Page): Promise<Record<string, PrintedRow>> {
  const rows = await page.locator("tr[id]").evaluateAll((rows) => {
    const said = (part: Element) => (part as HTMLElement).innerText.trim();
    const all = (part: Element, selector: string) => [...part.querySelectorAll(selector)].map(said);
    return rows.map((row) => {
      const cells = [...row.querySelectorAll(".guide-cell")].map((cell) => ({
        text: all(cell, ":scope > p:not([class])").join("\n"),
        marks: all(cell, ".badge"),
        conflict: all(cell, ".guide-cell__doubt > span:not(.badge)")[0],
        source: all(cell, ".guide-cell__source").join("\n"),
        titles: cell.querySelector(".guide-cell__source")?.getAttribute("title") ?? "",
      }));
      return [row.id, { marks: all(row, "th .badge"), cells }] as const;
    });
  });
  return Object.fromEntries(rows.map(([id, { marks, cells }]) => [id, { marks, cells: sorted(cells) }]));
}

/** The same, as the rulebook has it. */
export function toPrint({ cells }: RuleRow, locale: Locale): PrintedRow {
  const { unverified, conflict } = MARKS[locale];
  const marks = [
    cells.some((cell) => cell.conflict) && conflict,
    cells.some((cell) => cell.unverified) && unverified,
  ];
  return { marks: present(marks), cells: sorted(cells.map((cell) => cellToPrint(cell, locale))) };
}

function cellToPrint(cell: RuleCell, locale: Locale): PrintedCell {
  const { unverified, conflict } = MARKS[locale];
  const day = cell.checked_on.replaceAll("-", ".");
  const checked = locale === "ko" ? `${day} 확인` : `checked ${day}`;
  return {
    text: cell.text[locale],
    marks: present([cell.unverified && unverified, cell.conflict && conflict]),
    conflict: cell.conflict?.[locale],
    source: `${cell.sources.map(({ key }) => key).join(" ")} · ${checked}`,
    titles: cell.sources.map(({ title }) => title[locale]).join(" · "),
  };
}

/** The list of documents below the tables: `NP` and its name. */
export async function printedDocuments(page: Page): Promise<string[]> {
  const documents = await page.locator(".guide-sources dl > div").evaluateAll((all) =>
    all.map((one) => [...one.children].map((part) => part.textContent?.trim()).join(" ")),
  );
  return documents.sort();
}

/** The same of all that the rulebook cites, each once. */
export function documents(rows: RuleRow[], locale: Locale): string[] {
  const cited = rows.flatMap((row) => row.cells.flatMap((cell) => cell.sources));
  return [...new Set(cited.map(({ key, title }) => `${key} ${title[locale]}`))].sort();
}

function present(marks: (string | false | null)[]): string[] {
  return marks.filter((mark) => typeof mark === "string");
}

function sorted(cells: PrintedCell[]): PrintedCell[] {
  return cells.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
