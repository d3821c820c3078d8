import { expect, type Locator, type Page } from "@playwright/test";

/** 결제: the list and its filters. */
export class PaymentsPage {
  readonly search: Locator;
  readonly table: Locator;
  /** Each is named by its payment: customer and order. */
  readonly rows: Locator;
  /** `3건 · 1,050,000원`, of exactly what is shown. */
  readonly sums: Locator;
  readonly method: Locator;
  readonly channel: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole("searchbox", { name: "결제 찾기" });
    this.table = page.getByRole("table", { name: "결제 목록" });
    this.rows = this.table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.sums = page.getByRole("status").filter({ hasText: /건 · .*원/ });
    this.method = page.getByRole("combobox", { name: "수단" });
    this.channel = page.getByRole("combobox", { name: "채널" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/payments${search}`);
  }

  async look(text: string): Promise<void> {
    await this.search.fill(text);
  }

  row(order: string): Locator {
    return this.rows.filter({ hasText: order });
  }

  /** Of the column with this name. */
  head(name: string): Locator {
    return this.table.getByRole("columnheader", { name, exact: true });
  }

  async openRow(order: string): Promise<void> {
    await this.row(order).getByRole("link").click();
  }

  status(name: string): Locator {
    return this.choice("상태", new RegExp(`^${name}`));
  }

  /** The chip of a status that says how many payments stand so. */
  counted(name: string, count: number): Locator {
    return this.choice("상태", new RegExp(`^${name}\\s*${count}$`));
  }

  period(name: string): Locator {
    return this.choice("기간", name);
  }

  /** Both included, as `2026-11-22`. */
  async days(first: string, last: string): Promise<void> {
    const range = this.page.getByRole("group", { name: "기간" });
    await range.getByLabel("시작일").fill(first);
    await range.getByLabel("종료일").fill(last);
  }

  basis(name: string): Locator {
    return this.choice("기준일", name);
  }

  async expectOrders(...orders: string[]): Promise<void> {
    await expect(this.rows).toHaveCount(orders.length);
    for (const order of orders) {
      await expect(this.row(order)).toBeVisible();
    }
  }

  private choice(group: string, name: string | RegExp): Locator {
    return this.page
      .getByRole("radiogroup", { name: group, exact: true })
      .getByRole("radio", { name, exact: true });
  }
}
