import { expect, type Locator, type Page } from "@playwright/test";

/** The cancel dialog of a payment of the terminal: which one, then what happens there. */
export class TerminalWizard {
  readonly dialog: Locator;
  readonly terminals: Locator;
  readonly confirm: Locator;
  /** One large line, said as well. */
  readonly headline: Locator;
  readonly abort: Locator;
  readonly again: Locator;
  readonly noCard: Locator;
  /** The ways without the card, in their order. */
  readonly ways: Locator;
  readonly toForce: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: "결제취소" });
    this.terminals = this.dialog
      .getByRole("radiogroup", { name: "어느 단말기에서 할까요?" })
      .getByRole("radio");
    this.confirm = this.dialog.getByRole("button", { name: /결제취소$/ });
    this.headline = this.dialog.getByRole("status").getByRole("heading");
    this.abort = this.dialog.getByRole("button", { name: "취소 멈추기" });
    this.again = this.dialog.getByRole("button", { name: "다시 취소하기" });
    this.noCard = this.dialog.getByRole("button", { name: "카드가 없어요" });
    this.ways = this.dialog.locator("[data-route]");
    this.toForce = this.dialog.getByRole("button", { name: "강제취소로 가기" });
  }

  /** Why, and off to the terminal; the only connected one is chosen already. */
  async send(): Promise<void> {
    await expect(this.terminals.first()).toBeChecked();
    await this.dialog.getByRole("radio", { name: "고객 요청" }).check();
    await this.confirm.click();
  }

  async expectScene(headline: string | RegExp, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.headline).toHaveText(headline, options);
  }

  async close(): Promise<void> {
    await this.dialog.getByRole("button", { name: "닫기" }).first().click();
    await expect(this.dialog).toBeHidden();
  }
}
