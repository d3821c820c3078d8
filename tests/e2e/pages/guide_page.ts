import type { Locator, Page } from "@playwright/test";

/** 취소 안내: the rulebook to read. */
export class GuidePage {
  readonly search: Locator;
  readonly rules: Locator;
  /** `규칙 62개`, of what is shown. */
  readonly count: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole("searchbox", { name: "안내에서 찾기" });
    this.rules = page.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.count = page.getByRole("status").filter({ hasText: /^규칙 / });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/guide${search}`);
  }

  table(name: string): Locator {
    return this.page.getByRole("table", { name });
  }

  filter(name: string): Locator {
    return this.page.getByRole("combobox", { name, exact: true });
  }
}
