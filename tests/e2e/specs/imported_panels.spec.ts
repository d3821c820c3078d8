// Rows of the rulebook whose payments only a file brings in, at a desk of its own and in both languages: their
// panels, and what a force-cancel would leave to be done.

import { expect, test } from "../fixtures";
import { Duty } from "../pages/duty";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { wear } from "../support/dress";
import { password } from "../support/logins";
import { IMPORTED } from "../support/rows";
import { expectWholePanel, type Locale } from "../support/said";
import { WORDS } from "../support/words";

const LOCALES: Locale[] = ["ko", "en"];
const COLUMNS = "payment_id,channel,method,requested_at,paid_at,order_name,amount_won";

/** The rows of their duties. */
const DUTIES: Record<string, string> = { "T-CARD": "F-ONLINE", "T-PHONE": "F-PHONE" };

// The start of the desk counts as well.
test.describe.configure({ timeout: 200_000 });

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("Toss Payments without a connection, row by row, in both languages", async ({ page, ownDesk }) => {
  const now = new Date().toISOString();
  const rows = Object.entries(IMPORTED).map(([id, { method, paid }]) =>
    [id, "toss", method, now, paid ? now : "", "수학 정규반", "120000"].join(","),
  );
  await ownDesk.importCsv([COLUMNS, ...rows].join("\n"));
  const answer = await page.request.post("/api/session", { data: { login: "staff", password } });
  expect(answer.ok()).toBe(true);
  const control = new Control(page.request, ownDesk.controlUrl);
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const rulebook = await desk.rulebook();

  for (const locale of LOCALES) {
    await wear(page, { locale, theme: "light" });
    await page.goto("/guide");
    await expect(page.locator("tr[id]").first()).toBeVisible();
    for (const ids of Object.keys(IMPORTED)) {
      await test.step(`${ids}: ${locale}`, async () => {
        const payment = await desk.expectBooked(ids);
        const { decision } = await desk.detail(payment);
        await expectWholePanel(page, payment, { ids, decision, locale });
        if (!(ids in DUTIES)) return;
        const duty = rulebook.find((row) => row.id === DUTIES[ids]);
        await page.getByRole("button", { name: WORDS[locale].force, exact: true }).click();
        const told = await new Duty(page.getByRole("dialog")).words();
        expect(told.join(" ")).toBe(duty?.cells[0]?.text[locale]);
        await page.keyboard.press("Escape");
      });
    }
  }
});
