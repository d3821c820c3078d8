// Language and theme of a page, from its first paint on.

import type { Page } from "@playwright/test";

export interface Dress {
  locale: "ko" | "en";
  theme: "light" | "dark";
}

/** Each language and each theme once: enough where the colours are judged in both themes anyway. */
export const bothDresses: Dress[] = [
  { locale: "ko", theme: "light" },
  { locale: "en", theme: "dark" },
];

/** Nothing moves, so that nothing is looked at half-way. */
export async function wear(page: Page, { locale, theme }: Dress): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.addInitScript(
    ([locale, theme]) => {
      localStorage.setItem("cancel-desk.locale", locale);
      localStorage.setItem("cancel-desk.theme", theme);
    },
    [locale, theme],
  );
}

/** As the button does, but for what it remembers. */
export async function swapTheme(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
  });
}
