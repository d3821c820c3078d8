import type { Locator, Page } from "@playwright/test";

/** 결제사 시뮬레이터: the vendors' side by hand, at the simulators' own page. */
export class ControlPage {
  /** What really happened to the payment that is chosen. */
  readonly payment: Locator;
  readonly cancelInAdmin: Locator;
  /** The same of a bill at PaySsam. */
  readonly bill: Locator;
  readonly payBill: Locator;
  /** What shall go wrong next. */
  readonly faults: Locator;
  readonly clear: Locator;
  readonly clock: Locator;
  private readonly payments: Locator;
  private readonly bills: Locator;
  private readonly trouble: Locator;
  private readonly time: Locator;

  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {
    const region = (name: string) => page.getByRole("region", { name, exact: true });
    this.payments = region("결제");
    this.payment = region("고른 결제");
    this.cancelInAdmin = this.payment.getByRole("button", { name: "관리자 콘솔에서 취소" });
    this.bills = region("결제선생 청구서");
    this.bill = region("고른 청구서");
    this.payBill = this.bill.getByRole("button", { name: "고객이 결제" });
    this.trouble = region("장애 만들기");
    this.faults = this.trouble.getByRole("row");
    this.clear = this.trouble.getByRole("button", { name: "모두 지우기" });
    this.time = region("시계");
    this.clock = this.time.getByRole("paragraph");
  }

  async open(): Promise<void> {
    await this.page.goto(this.url);
  }

  paymentRow(id: string): Locator {
    return this.payments.getByRole("row").filter({ hasText: id });
  }

  async choosePayment(id: string): Promise<void> {
    await choose(this.payments, id);
  }

  billRow(id: string): Locator {
    return this.bills.getByRole("row").filter({ hasText: id });
  }

  async chooseBill(id: string): Promise<void> {
    await choose(this.bills, id);
  }

  /** Of whatever payment comes next. */
  async arm(kind: string, target: string, calls: number): Promise<void> {
    await this.trouble.getByRole("combobox", { name: "종류" }).selectOption(kind);
    await this.trouble.getByRole("combobox", { name: "대상" }).selectOption(target);
    await this.trouble.getByRole("spinbutton", { name: "횟수" }).fill(String(calls));
    await this.trouble.getByRole("button", { name: "걸기" }).click();
  }

  async turnClock(button: "하루 뒤" | "지금으로"): Promise<void> {
    await this.time.getByRole("button", { name: button }).click();
  }
}

async function choose(list: Locator, id: string): Promise<void> {
  await list.getByRole("searchbox").fill(id);
  await list.getByRole("button", { name: "찾기" }).click();
  await list.getByRole("button", { name: id, exact: true }).click();
}
