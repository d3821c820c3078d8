import { onDeskOfItsOwn, test } from "../fixtures";
import { areas, NARROW, onPhone } from "../states/areas";
import { doubt } from "../states/doubt";
import { entrance } from "../states/entrance";
import { outcomes } from "../states/outcomes";
import { customer } from "../states/reading";
import { expectAccessible } from "../support/axe";
import { bothDresses } from "../support/dress";
import { expectFits, expectFitsAt } from "../support/fits";

/** Measured as on a phone in passing: to reach them there once more takes longer than a look. */
const ALSO_NARROW = [entrance, outcomes, customer];

for (const dress of bothDresses) {
  test.describe(`${dress.locale}, ${dress.theme}`, () => {
    test.describe.configure({ timeout: 180_000 });
    test.use({ dress });

    for (const { name, person, states, narrow } of [...areas, ...onPhone]) {
      test.describe(() => {
        test.use({ person, ...(narrow && { viewport: NARROW }) });

        test(name, async ({ page, visit }) => {
          for (const [state, reach] of states) {
            await reach(visit);
            await expectAccessible(page, state);
            if (narrow) await expectFits(page, state);
            if (ALSO_NARROW.includes(states)) await expectFitsAt(page, NARROW, state);
          }
        });
      });
    }

    test.describe("a desk of its own", () => {
      test.use(onDeskOfItsOwn);

      test("a doubt, and signing how it ended", async ({ page, visit }) => {
        for (const [state, reach] of doubt) {
          await reach(visit);
          await expectAccessible(page, state);
        }
      });
    });
  });
}
