import { expect, type Locator, type Page } from "@playwright/test";

/** One payment, beside the list: how it can be cancelled, and everything that happened to it. */
export class Inspector {
  readonly panel: Locator;
  readonly amount: Locator;
  /** 이 결제는 이렇게 취소돼요. */
  readonly hints: Locator;
  readonly cancel: Locator;
  readonly cancelPart: Locator;
  /** 강제취소: in the book only. */
  readonly force: Locator;
  /** 가상계좌 닫기, while nobody has paid into it. */
  readonly closeAccount: Locator;
  /** 파기, of what is not paid yet. */
  readonly voidBill: Locator;
  /** 이미 밖에서 파기했어요. */
  readonly voidedOutside: Locator;
  /** 미납내역 가져오기. */
  readonly rebill: Locator;
  readonly askGateway: Locator;
  /** A card for each cancellation, the newest first. */
  readonly cancellations: Locator;
  /** 진행 기록, the newest first. */
  readonly story: Locator;
  /** 증빙, in either language: names and values for somebody who has to prove it. */
  readonly evidence: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole("complementary");
    this.amount = this.panel.getByRole("heading", { level: 2 });
    this.hints = this.panel.getByRole("region", { name: /이 결제는 이렇게 취소돼요|취소 안내/ });
    const deeds = this.panel.getByRole("group", { name: "할 수 있는 일" });
    this.cancel = deeds.getByRole("button", { name: "결제취소", exact: true });
    this.cancelPart = deeds.getByRole("button", { name: "부분취소", exact: true });
    this.force = deeds.getByRole("button", { name: "강제취소", exact: true });
    this.closeAccount = deeds.getByRole("button", { name: "가상계좌 닫기", exact: true });
    this.voidBill = deeds.getByRole("button", { name: "청구서 파기", exact: true });
    this.voidedOutside = deeds.getByRole("button", { name: "이미 밖에서 파기했어요", exact: true });
    this.rebill = deeds.getByRole("button", { name: "미납내역 가져오기", exact: true });
    this.askGateway = this.panel.getByRole("button", { name: "지금 확인" });
    this.story = this.panel.getByRole("list", { name: "진행 기록" }).getByRole("listitem");
    this.cancellations = this.panel.getByRole("article");
    this.evidence = this.panel.getByRole("group").filter({ has: this.evidenceLine });
  }

  async unfoldEvidence(): Promise<void> {
    await this.evidenceLine.click();
  }

  private get evidenceLine(): Locator {
    return this.page.getByText(/^(증빙|Evidence)$/);
  }

  cardOf(cancellation: { id: string }): Locator {
    const story = this.page.locator(`a[href*="${cancellation.id}"]`);
    return this.cancellations.filter({ has: story });
  }

  async open(payment: { id: string }): Promise<void> {
    await this.page.goto(`/payments/${payment.id}`);
    await expect(this.hints).toBeVisible();
  }

  async openCancel(payment: { id: string }): Promise<void> {
    await this.open(payment);
    await this.cancel.click();
  }
}
