import { expect, type Locator, type Page } from "@playwright/test";

/** 청구서: the list, one bill beside it, and the dialogs of what is done with it. */
export class BillsPage {
  readonly search: Locator;
  readonly rows: Locator;
  readonly panel: Locator;
  readonly checkNow: Locator;
  readonly send: Locator;
  readonly resend: Locator;
  readonly record: Locator;
  readonly void: Locator;
  /** Whichever dialog is open. */
  readonly dialog: Locator;
  private readonly phone: Locator;
  /** Where it is paid, in the drawer or in the dialog. */
  readonly link: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole("searchbox", { name: "청구서 찾기" });
    const table = page.getByRole("table", { name: "청구서 목록" });
    this.rows = table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.panel = page.getByRole("complementary", { name: "청구서" });
    this.checkNow = this.panel.getByRole("button", { name: "지금 확인" });
    const deeds = this.panel.getByRole("group", { name: "할 수 있는 일" });
    this.send = deeds.getByRole("button", { name: "청구서 보내기" });
    this.resend = deeds.getByRole("button", { name: "다시 보내기" });
    this.record = deeds.getByRole("button", { name: "수납 처리" });
    this.void = deeds.getByRole("button", { name: "파기" });
    this.dialog = page.getByRole("dialog");
    this.phone = this.dialog.getByRole("textbox", { name: "휴대폰 번호" });
    this.link = page.getByRole("textbox", { name: "결제 링크" });
  }

  async open(bill?: { id: string }, search = ""): Promise<void> {
    await this.page.goto(`/bills${bill ? `/${bill.id}` : ""}${search}`);
    if (bill) {
      await expect(this.panel.getByRole("heading", { level: 2 })).toBeVisible();
    }
  }

  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  status(name: string): Locator {
    return this.chip(new RegExp(`^${name}`));
  }

  /** The chip of a status that says how many bills stand so. */
  counted(name: string, count: number): Locator {
    return this.chip(new RegExp(`^${name}\\s*${count}$`));
  }

  private chip(name: RegExp): Locator {
    return this.page
      .getByRole("radiogroup", { name: "상태", exact: true })
      .getByRole("radio", { name });
  }

  /** The button of the open dialog that says deed and sum. */
  confirm(words: string): Locator {
    return this.dialog.getByRole("button", { name: words, exact: true });
  }

  /** Fills the open dialog and sends the bill; answers when the vendor has it. */
  async sendByMessage(sum: string, phone = "01023456789"): Promise<void> {
    await this.phone.fill(phone);
    await this.sendTo(phone, sum);
  }

  /** With the number that the bill has already. */
  async sendAsBilled(sum: string, phone: string): Promise<void> {
    await expect(this.phone).toHaveValue("");
    await this.sendTo(phone, sum);
  }

  private async sendTo(phone: string, sum: string): Promise<void> {
    await expect(this.dialog).toContainText("보낼 때마다 쌤포인트가 55P쯤 들어요");
    await this.confirm(`${sum} 청구서 보내기`).click();
    await expect(this.dialog).toContainText("결제대기");
    await expect(this.dialog).toContainText(`${phone.slice(-4)} 번호로 청구서를 보냈어요.`);
  }

  async closeDialog(): Promise<void> {
    await this.dialog.getByRole("button", { name: "닫기" }).first().click();
    await expect(this.dialog).toBeHidden();
  }
}
