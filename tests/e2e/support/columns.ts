// What a row of a table says, by the heads of its columns.

import { expect, type Locator } from "@playwright/test";

/** Whether a row of a table says this below each of these heads. */
export async function expectCells(
  table: Locator,
  row: Locator,
  said: Record<string, string | RegExp>,
): Promise<void> {
  await expect(row).toBeVisible();
  const heads = await table.getByRole("columnheader").allInnerTexts();
  const cells = row.locator("th, td");
  for (const [head, words] of Object.entries(said)) {
    const place = heads.findIndex((text) => text.trim() === head);
    expect(place, `the column ${head}`).toBeGreaterThanOrEqual(0);
    await expect(cells.nth(place), head).toHaveText(words);
  }
}
