import type { Locator, Page } from "@playwright/test";

/** 어긋남: how far book and vendors agree, and what differs. */
export class DriftPage {
  readonly heading: Locator;
  /** How many agree, over all channels and one by one. */
  readonly figures: Locator;
  readonly lastNight: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole("heading", { name: "어긋남", level: 1 });
    this.figures = page.getByRole("region", { name: "장부와 PG" });
    this.lastNight = page.getByRole("region", { name: "어젯밤 요약" });
  }

  async open(): Promise<void> {
    await this.page.goto("/drift");
  }

  card(order: string): Locator {
    return this.page.getByRole("article").filter({ hasText: order });
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
