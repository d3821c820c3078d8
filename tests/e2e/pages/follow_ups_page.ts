import type { Locator, Page } from "@playwright/test";

/** Whose duty it is that book and gateway differ, and what ends it. */
export class FollowUpsPage {
  readonly panel: Locator;
  readonly checkNow: Locator;
  readonly note: Locator;
  readonly leaveNote: Locator;
  readonly owner: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole("complementary", { name: "할 일" });
    this.checkNow = this.panel.getByRole("button", { name: "지금 확인" });
    this.note = this.panel.getByRole("textbox", { name: "메모 쓰기" });
    this.leaveNote = this.panel.getByRole("button", { name: "메모 남기기" });
    this.owner = this.panel.getByRole("combobox", { name: "담당" });
  }

  async open(view: "mine" | "all" | "overdue" | "closed"): Promise<void> {
    await this.page.goto(`/follow-ups?view=${view}`);
  }

  row(text: string): Locator {
    return this.page.getByRole("row").filter({ hasText: text });
  }
}
