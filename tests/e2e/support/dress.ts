// Language and theme of a page, from its first paint on.

import type { Page } from "@playwright/test";

export interface Dress {
  locale: "ko" | "en";
  theme: "light" | "dark";
}

export const dresses: Dress[] = (["ko", "en"] as const).flatMap((locale) =>
  (["light", "dark"] as const).map((theme) => ({ locale, theme })),
);

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
