// Every row of the rulebook on the screen, in both languages: the panel says what the rulebook decided, all
// of it, in one language, and on a phone as well.

import { expect, test } from "../fixtures";
import { wear } from "../support/dress";
import { documents, printedDocuments, printedRows, toPrint } from "../support/printed";
import { IMPORTED, ONLY_IN_THE_GUIDE, REACHED } from "../support/rows";
import { expectFitsPhone, expectWholePanel, HANGUL, type Locale } from "../support/said";

const LOCALES: Locale[] = ["ko", "en"];

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
          await expectWholePanel(page, payment, { ids, decision, locale });
        });
      }
    });
  }
}

test("no row of the rulebook is left out", async ({ desk }) => {
  const cancels = (await desk.rulebook()).filter((row) => row.kind === "cancel");
  const shown = Object.values(REACHED).flatMap((rows) => Object.keys(rows).join(" ").split(" "));
  const ids = cancels.map((row) => row.id);
  expect([...shown, ...Object.keys(IMPORTED), ...ONLY_IN_THE_GUIDE].sort()).toEqual(ids.sort());
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

  test(`the guide says how sure each fact is, where it was read and when: ${locale}`, async ({
    page,
    desk,
  }) => {
    const rows = await desk.rulebook();
    const cells = rows.flatMap((row) => row.cells);
    expect(cells.filter((cell) => cell.unverified).length).toBeGreaterThan(0);
    expect(cells.filter((cell) => cell.conflict).length).toBeGreaterThan(0);
    await wear(page, { locale, theme: "light" });
    await page.goto("/guide");
    await expect(page.locator("tr[id]")).toHaveCount(rows.length);
    const printed = await printedRows(page);
    for (const row of rows) expect.soft(printed[row.id], row.id).toEqual(toPrint(row, locale));
    expect(await printedDocuments(page)).toEqual(documents(rows, locale));
  });
}
