import type { Locator, Page } from "@playwright/test";

/** 취소 이력: every cancellation, and the story of one. */
export class HistoryPage {
  readonly search: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  readonly more: Locator;
  readonly sums: Locator;
  readonly story: Locator;
  /** How far the book agrees with the vendors: for managers, and the way to what differs. */
  readonly agreement: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole("searchbox", { name: "취소 찾기" });
    this.table = page.getByRole("table", { name: "취소 목록" });
    this.rows = this.table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.more = page.getByRole("button", { name: "더 보기" });
    this.sums = page.getByRole("status").filter({ hasText: /건 · 장부에 취소로 적힌 금액/ });
    this.agreement = page.getByRole("link", { name: /장부와 PG가 모두 맞아요|어긋났어요/ });
    this.story = page.getByRole("complementary", { name: "취소 이야기" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/cancellations${search}`);
  }

  row(order: string): Locator {
    return this.rows.filter({ hasText: order });
  }

  rowOf(cancellation: { id: string }): Locator {
    return this.rows.filter({ has: this.page.locator(`a[href*="${cancellation.id}"]`) });
  }

  amountOf(cancellation: { id: string }): Locator {
    return this.rowOf(cancellation).locator(".history-amount");
  }

  /** When each row was asked for, as `2026.11.22(일) 14:05`. */
  async moments(): Promise<string[]> {
    const titles = this.rows.locator("time[title]");
    return titles.evaluateAll((all) => all.map((time) => (time as HTMLElement).title));
  }

  period(name: string): Locator {
    return this.page
      .getByRole("radiogroup", { name: "기간", exact: true })
      .getByRole("radio", { name, exact: true });
  }

  /** Both included, as `2026-11-22`. */
  async days(first: string, last: string): Promise<void> {
    const range = this.page.getByRole("group", { name: "기간" });
    await range.getByLabel("시작일").fill(first);
    await range.getByLabel("종료일").fill(last);
  }

  filter(name: string): Locator {
    return this.page.getByRole("combobox", { name, exact: true });
  }

  amount(name: "최소 금액" | "최대 금액"): Locator {
    return this.page.getByRole("textbox", { name });
  }
}
