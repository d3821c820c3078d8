import type { Locator, Page } from "@playwright/test";

import { nowInKorea } from "../support/korea";

/** 이미 밖에서 파기했어요: when a bill was voided in a manager site, and what was seen there. */
export class OutsideVoid {
  readonly dialog: Locator;
  readonly day: Locator;
  readonly time: Locator;
  readonly note: Locator;
  /** Says the sum. */
  readonly confirm: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: "이미 밖에서 파기했어요" });
    this.day = this.dialog.getByLabel("파기한 날");
    this.time = this.dialog.getByLabel("파기한 시각");
    this.note = this.dialog.getByRole("textbox", { name: "어디에서 확인했나요?" });
    this.confirm = this.dialog.getByRole("button", { name: /파기로 적기$/ });
  }

  /** As somebody does who has just done it. */
  async fill(note: string): Promise<void> {
    const { day, time } = nowInKorea();
    await this.day.fill(day);
    await this.time.fill(time);
    await this.note.fill(note);
  }
}
