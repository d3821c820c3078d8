// From one address to the next without loading the screens anew, as the browser's own buttons do.

import type { Page } from "@playwright/test";

/** Only where the screens are loaded already. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}
