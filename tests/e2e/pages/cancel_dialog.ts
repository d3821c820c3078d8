import { expect, type Locator, type Page } from "@playwright/test";

export interface Account {
  bank: string;
  number: string;
  holder: string;
}

/** What, how much, why; then progress and result. */
export class CancelDialog {
  readonly dialog: Locator;
  readonly inFull: Locator;
  readonly inPart: Locator;
  readonly amount: Locator;
  /** What of the typing did not count. */
  readonly amountNote: Locator;
  readonly note: Locator;
  readonly bank: Locator;
  readonly accountNumber: Locator;
  readonly holder: Locator;
  /** That the account is right although it is not the payer's. */
  readonly holderSure: Locator;
  /** Says the deed and the sum. */
  readonly confirm: Locator;
  readonly title: Locator;
  readonly withdraw: Locator;
  readonly again: Locator;
  readonly sendAgain: Locator;
  /** How far it has come. */
  readonly stations: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^(결제취소|부분취소)$/ });
    this.inFull = this.dialog.getByRole("radio", { name: "전액" });
    this.inPart = this.dialog.getByRole("radio", { name: "일부" });
    this.amount = this.dialog.getByRole("textbox", { name: "취소할 금액" });
    this.amountNote = this.dialog.locator(".money-input__note");
    this.note = this.dialog.getByRole("textbox", { name: "메모" });
    this.bank = this.dialog.getByRole("combobox", { name: "은행" });
    this.accountNumber = this.dialog.getByRole("textbox", { name: "계좌번호" });
    this.holder = this.dialog.getByRole("textbox", { name: "예금주", exact: true });
    this.holderSure = this.dialog.getByRole("checkbox", { name: /^고객과 확인했어요/ });
    this.confirm = this.dialog.getByRole("button", { name: /(결제취소|부분취소)$/ });
    this.title = this.dialog.getByRole("heading").first();
    this.withdraw = this.dialog.getByRole("button", { name: "되돌리기" });
    this.again = this.dialog.getByRole("button", { name: "다시 취소하기" });
    this.stations = this.dialog.locator(".cancel-dialog__way").getByRole("listitem");
    this.sendAgain = this.dialog.getByRole("button", { name: "같은 요청 다시 보내기" });
  }

  async chooseReason(name = "고객 요청"): Promise<void> {
    await this.reason(name).check();
  }

  reason(name: string): Locator {
    return this.dialog
      .getByRole("radiogroup", { name: "왜 취소하나요?" })
      .getByRole("radio", { name, exact: true });
  }

  discount(name: string): Locator {
    return this.dialog
      .getByRole("radiogroup", { name: "할인은 어떻게 할까요?" })
      .getByRole("radio", { name, exact: true });
  }

  async fillAccount({ bank, number, holder }: Account): Promise<void> {
    await this.bank.selectOption(bank);
    await this.accountNumber.fill(number);
    await this.holder.fill(holder);
  }

  async close(): Promise<void> {
    await this.dialog.getByRole("button", { name: "닫기" }).first().click();
    await expect(this.dialog).toBeHidden();
  }

  /** The words that stand where the outcome is told. */
  async expectOutcome(words: string | RegExp, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.dialog.getByRole("status").filter({ hasText: words })).toBeVisible(options);
  }

  async expectError(field: Locator, words: string): Promise<void> {
    await expect(field).toHaveAccessibleDescription(new RegExp(words));
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
}
