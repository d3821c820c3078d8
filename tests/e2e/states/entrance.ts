import { expect } from "@playwright/test";

import { freshWord } from "../support/blueprints";
import type { State } from "../support/visit";

/** Before anybody is logged in. */
export const entrance: State[] = [
  [
    "login",
    async ({ page }) => {
      await page.goto("/login");
      await expect(page.getByRole("heading")).toBeVisible();
    },
  ],
  [
    "login with errors",
    async ({ page }) => {
      await page.locator("[type=submit]").click();
      await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
    },
  ],
  [
    "login refused",
    async ({ page }) => {
      await page.getByRole("textbox").first().fill(freshWord());
      await page.locator("[type=password]").fill("wrong");
      await page.locator("[type=submit]").click();
      await expect(page.getByRole("alert")).not.toBeEmpty();
    },
  ],
];
