import { expect } from "@playwright/test";

import type { State } from "../support/visit";

/** Every piece of the kit: a page of dev builds only. */
export const kit: State[] = [
  [
    "kit",
    async ({ page }) => {
      await page.goto("/_kit");
      await expect(page.getByRole("heading", { level: 1, name: "부품" })).toBeVisible();
      // In both themes at once: the specimens have one of their own, whatever the page has.
      await page.getByRole("radio", { name: "나란히" }).check();
      await expect(page.locator(".kit__theme")).toHaveCount(2);
      const height = await page.evaluate(() =>
        Math.max(...[...document.querySelectorAll("main, main *")].map((one) => one.scrollHeight)),
      );
      await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height });
    },
  ],
];
