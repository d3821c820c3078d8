import type { Locator, Page } from "@playwright/test";

import { PaymentsPage } from "./payments_page";

/** 고객 결제: what one customer paid, got back and owes, and the lists behind it. */
export class CustomerPage {
  readonly head: Locator;
  readonly paid: Locator;
  readonly cancelled: Locator;
  readonly unpaid: Locator;
  /** 결제 내역: the list of payments, of this customer only. */
  readonly payments: PaymentsPage;
  /** 취소 이력 of this customer. */
  readonly cancellations: Locator;
  /** 미납: bills that are not paid. */
  readonly bills: Locator;

  constructor(private readonly page: Page) {
    this.head = page.getByRole("region", { name: "고객", exact: true });
    this.paid = this.head.getByRole("definition").nth(0);
    this.cancelled = this.head.getByRole("definition").nth(1);
    this.unpaid = this.head.getByRole("definition").nth(2);
    this.payments = new PaymentsPage(page);
    const table = page.getByRole("table", { name: "취소 목록" });
    this.cancellations = table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.bills = page.getByRole("list", { name: "내지 않은 청구서" }).getByRole("listitem");
  }

  /** The name in the inspector leads to everything else of this customer. */
  async openFromInspector(): Promise<void> {
    await this.page.getByRole("complementary").getByRole("link").first().click();
  }

  view(name: "결제 내역" | "취소 이력" | "미납"): Locator {
    return this.page
      .getByRole("radiogroup", { name: "보기", exact: true })
      .getByRole("radio", { name, exact: true });
  }
}
