import { expect, type Locator, type Page } from "@playwright/test";

/** The cancel dialog of a payment of the terminal: which one, then what happens there. */
export class TerminalWizard {
  readonly dialog: Locator;
  readonly terminals: Locator;
  readonly confirm: Locator;
  /** One large line, said as well. */
  readonly headline: Locator;
  /** Everything that is said of the scene. */
  readonly words: Locator;
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
    this.words = this.dialog.getByRole("status").filter({ has: page.getByRole("heading") });
    this.headline = this.words.getByRole("heading");
    this.abort = this.dialog.getByRole("button", { name: "취소 멈추기" });
    this.again = this.dialog.getByRole("button", { name: "다시 취소하기" });
    this.noCard = this.dialog.getByRole("button", { name: "카드가 없어요" });
    this.ways = this.dialog.locator("[data-route]");
    this.toForce = this.dialog.getByRole("button", { name: "강제취소로 가기" });
  }

  /** Why, and off to the terminal; the only connected one is chosen already, of two it is said which. */
  async send(terminal?: string): Promise<void> {
    if (terminal !== undefined) await this.dialog.getByRole("radio", { name: terminal }).check();
    await expect(this.terminals.first()).toBeChecked();
    await this.dialog.getByRole("radio", { name: "고객 요청" }).check();
    await this.confirm.click();
  }

  async expectScene(headline: string | RegExp, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.headline).toHaveText(headline, options);
  }

  /** Listens to the headlines from now on, as a screen reader does; asked, it tells them. */
  async listen(): Promise<() => Promise<string[]>> {
    const region = await this.words.elementHandle();
    const heard = await this.words.page().evaluateHandle((region) => {
      const headline = () => region?.querySelector("h3")?.textContent ?? "";
      const said = [headline()];
      const hear = () => {
        if (headline() !== said.at(-1)) said.push(headline());
      };
      if (region) {
        new MutationObserver(hear).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      }
      return said;
    }, region);
    return () => heard.jsonValue();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole("button", { name: "닫기" }).first().click();
    await expect(this.dialog).toBeHidden();
  }
}
