import { expect, type Locator, type Page } from "@playwright/test";

/** Complete: it runs as it is copied. */
export const PAIRING_COMMAND = /^desk-agent pair --desk http.+ --code \w{8}$/;

/** Which terminals there are, and pairing another. */
export class TerminalsPage {
  readonly add: Locator;
  readonly cards: Locator;
  readonly addDialog: Locator;
  readonly name: Locator;
  readonly makeCode: Locator;
  /** Large, and read out letter by letter. */
  readonly code: Locator;

  constructor(private readonly page: Page) {
    this.add = page.getByRole("button", { name: "단말기 추가" });
    this.cards = page.getByRole("article");
    this.addDialog = page.getByRole("dialog", { name: "단말기 추가" });
    this.name = this.addDialog.getByRole("textbox", { name: "부를 이름" });
    this.makeCode = this.addDialog.getByRole("button", { name: "연결 코드 만들기" });
    this.code = page.getByRole("dialog", { name: /연결하기$/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/terminals");
  }

  card(name: string): Locator {
    return this.page.getByRole("article", { name: `단말기 ${name}` });
  }

  /** Adds a terminal; the command that pairs its agent. */
  async newTerminal(name: string): Promise<string> {
    await this.add.click();
    await this.name.fill(name);
    await this.makeCode.click();
    return this.command();
  }

  /** Another code for this one; the command that takes it. */
  async newCode(card: Locator): Promise<string> {
    await card.getByRole("button", { name: "새 연결 코드" }).click();
    return this.command();
  }

  private async command(): Promise<string> {
    return (await this.code.getByText(PAIRING_COMMAND).textContent()) ?? "";
  }

  /** Whatever happens between the question and its answer. */
  async revoke(card: Locator, meanwhile = async () => {}): Promise<void> {
    await card.getByRole("button", { name: "단말기 해지" }).click();
    const question = this.page.getByRole("dialog", { name: "이 단말기를 해지할까요?" });
    await expect(question).toBeVisible();
    await meanwhile();
    await question.getByRole("button", { name: "단말기 해지" }).click();
    await expect(card).toContainText("해지됨");
  }
}
