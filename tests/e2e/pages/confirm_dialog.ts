import type { Locator, Page } from "@playwright/test";

/** The one question before a deed that no dialog of its own asks. */
export class ConfirmDialog {
  readonly dialog: Locator;

  constructor(page: Page, title: string) {
    this.dialog = page.getByRole("dialog", { name: title });
  }

  async say(deed: string): Promise<void> {
    await this.dialog.getByRole("button", { name: deed }).click();
  }
}
