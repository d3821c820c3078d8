import type { Locator, Page } from "@playwright/test";

/** 어긋남: how far book and vendors agree, and what differs. */
export class DriftPage {
  readonly heading: Locator;
  /** How many agree, over all channels and one by one. */
  readonly figures: Locator;
  /** A line for each merchant, in either language. */
  readonly lastNight: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "어긋남", level: 1 });
    this.figures = page.getByRole("region", { name: "장부와 PG" });
    const summary = page.getByRole("region", { name: /^(어젯밤 요약|Last night)$/ });
    this.lastNight = summary.getByRole("paragraph");
  }

  async open(): Promise<void> {
    await this.page.goto("/drift");
  }

  /** In either language, like what is on it. */
  card(order: string): Locator {
    return this.page.getByRole("article").filter({ hasText: order });
  }

  amount(card: Locator): Locator {
    return card.locator(".drift-card__amount");
  }

  /** Since when; the moment itself is its title. */
  since(card: Locator): Locator {
    return card.getByRole("time");
  }

  /** What stands beside a name: 짐작되는 까닭, 다음 할 일. */
  fact(card: Locator, name: string): Locator {
    const rows = card.locator(".facts__row").filter({ has: this.page.getByText(name, { exact: true }) });
    return rows.getByRole("definition");
  }

  reason(card: Locator): Locator {
    return card.getByRole("combobox", { name: "취소된 이유" });
  }

  adopt(card: Locator): Locator {
    return card.getByRole("button", { name: "장부에 올리기" });
  }

  checkNow(card: Locator): Locator {
    return card.getByRole("button", { name: "지금 확인" });
  }
}
