// The picture in the README, or every state in every dress; run by `cargo xtask screenshot`. One area alone, with
// Playwright's own option: --grep "the cancel dialog". The kit is judged as well: no spec has a dev build.

import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, onDeskOfItsOwn, test } from "./fixtures";
import { areas, NARROW, WIDE } from "./states/areas";
import { doubt } from "./states/doubt";
import { kit } from "./states/kit";
import { device } from "./states/terminals";
import { expectAccessible } from "./support/axe";
import { type Dress, swapTheme } from "./support/dress";
import type { State, Visit } from "./support/visit";

const target = process.env.SCREENSHOT_TARGET ?? "docs/screenshot.png";
const what = process.env.SCREENSHOTS;

/** Pictures of one area, one after the other. */
const AREA_LIMIT_MS = 300_000;

interface Look {
  locale: Dress["locale"];
  viewport: { width: number; height: number };
}

const looks: Look[] = (["ko", "en"] as const).flatMap((locale) =>
  [NARROW, WIDE].map((viewport) => ({ locale, viewport })),
);

if (what === "all") {
  for (const look of looks) {
    test.describe(labelOf(look), () => {
      dressAs(look);

      for (const { name, person, states, narrow } of areas) {
        if (narrow && look.viewport !== NARROW) continue;
        test.describe(() => {
          test.use({ person });
          test(name, async ({ visit }) => takeAll(visit, states, look));
        });
      }

      test.describe("a desk of its own", () => {
        test.use(onDeskOfItsOwn);
        test("a doubt", async ({ visit }) => takeAll(visit, doubt, look));
      });
    });
  }

  // There is one device before one person.
  test.describe("at the device", () => {
    test.describe.configure({ mode: "default" });
    for (const look of looks) {
      test.describe(() => {
        dressAs(look);
        test(labelOf(look), async ({ visit }) => takeAll(visit, device, look));
      });
    }
  });
} else if (what === "kit") {
  for (const look of looks) {
    test.describe(labelOf(look), () => {
      dressAs(look);
      test("the kit", async ({ page, visit }) => {
        await takeAll(visit, kit, look);
        await expectAccessible(page, "the kit");
      });
    });
  }
} else {
  test.describe(() => {
    dressAs({ locale: "ko", viewport: WIDE });
    test("the payments screen", async ({ page, visit }) => {
      await visit.openList("/payments");
      await take(page, target);
    });
  });
}

function dressAs({ locale, viewport }: Look): void {
  test.describe.configure({ timeout: AREA_LIMIT_MS });
  test.use({ viewport, dress: { locale, theme: "light" } });
}

function labelOf({ locale, viewport }: Look): string {
  return `${locale}-${viewport.width}`;
}

/** Each state in both themes. */
async function takeAll(visit: Visit, states: State[], look: Look): Promise<void> {
  for (const [state, reach] of states) {
    await test.step(state, async () => {
      await reach(visit);
      const name = `${state.replaceAll(/\W+/g, "-")}-${labelOf(look)}`;
      await take(visit.page, join(target, `${name}-light.png`));
      await swapTheme(visit.page);
      await take(visit.page, join(target, `${name}-dark.png`));
      await swapTheme(visit.page);
    });
  }
}

/** Takes the picture once nothing is loading and the letters are the real ones. */
async function take(page: Page, file: string): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: "disabled" });
}
