// What a force-cancel leaves to be done, row by row of the rulebook and in both languages: told in the dialog before,
// and the same in the drawer after.

import { expect, test } from "../fixtures";
import { Duty } from "../pages/duty";
import { bothDresses } from "../support/dress";
import { password } from "../support/logins";
import { bootpay, oldest, payssam, phoneMethod, portone } from "../support/recipes";
import type { Rows } from "../support/rows";

const FORCED: Rows = {
  "F-PORTONE": portone(),
  "F-PHONE": portone({ method: phoneMethod }),
  "F-BOOTPAY": bootpay(),
  "F-PAYSSAM": payssam(),
};

/** The demo has few of them, and other specs need them as they are. */
const LOOKED_AT: Rows = {
  "F-ALLTALKPAY": oldest("channel=alltalkpay&status=paid"),
  "F-POS": oldest("channel=terminal&method=card&status=paid"),
  "F-CASHR": oldest("channel=terminal&method=cash_receipt&status=paid"),
  "F-RECORDED": oldest("channel=recorded&status=paid"),
};

// Each opens eight payments.
test.describe.configure({ timeout: 120_000 });

for (const dress of bothDresses) {
  test.describe(`${dress.locale}`, () => {
    // A session of its own, which has not given the password yet.
    test.use({ dress, person: "nobody" });

    test("a force-cancel tells the duty of exactly this method, before and after", async ({
      visit,
      desk,
      control,
      channels,
    }) => {
      await visit.logIn("staff");
      const rows = await desk.rulebook();
      const said = (id: string) => rows.find((row) => row.id === id)?.cells[0]?.text[dress.locale];
      const [before, after] = [new Duty(visit.dialog), new Duty(visit.panel)];
      const asked = visit.dialog.locator("[type=password]");

      for (const [id, recipe] of Object.entries({ ...FORCED, ...LOOKED_AT })) {
        await test.step(id, async () => {
          await visit.begin(visit.words.force, await recipe({ desk, control, channels }));
          const told = await before.words();
          expect(told.join(" ")).toBe(said(id));
          if (!(id in FORCED)) return;

          await visit.giveReason();
          // Once, and then not again for five minutes.
          const isFirst = id === Object.keys(FORCED)[0];
          await expect(asked).toHaveCount(isFirst ? 1 : 0);
          if (isFirst) await asked.fill(password);
          await visit.confirm(visit.words.forceConfirm);
          await visit.dialog.locator("a[href*='/follow-ups/']").click();
          expect(await after.words()).toEqual(told.slice(1));
        });
      }
    });
  });
}
