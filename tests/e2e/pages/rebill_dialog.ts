import type { Locator, Page } from "@playwright/test";

/** 미납내역 가져오기: items, whom, and what comes next. */
export class RebillDialog {
  readonly dialog: Locator;
  readonly names: Locator;
  readonly amounts: Locator;
  /** Left empty: as the payment's. */
  readonly customerName: Locator;
  readonly customerPhone: Locator;
  /** Says the deed and the sum. */
  readonly confirm: Locator;
  readonly sendNext: Locator;
  readonly recordNext: Locator;
  readonly later: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^미납내역(을 가져왔어요| 가져오기)$/ });
    this.names = this.dialog.getByRole("textbox", { name: /^항목 [0-9]+/ });
    this.amounts = this.dialog.getByRole("textbox", { name: /^금액 [0-9]+/ });
    this.customerName = this.dialog.getByRole("textbox", { name: "고객 이름" });
    this.customerPhone = this.dialog.getByRole("textbox", { name: "휴대폰 번호" });
    this.confirm = this.dialog.getByRole("button", { name: /미납으로 가져오기$/ });
    this.sendNext = this.dialog.getByRole("button", { name: "청구서 보내기" });
    this.recordNext = this.dialog.getByRole("button", { name: "수납 처리" });
    this.later = this.dialog.getByRole("button", { name: "나중에 하기" });
  }
}
