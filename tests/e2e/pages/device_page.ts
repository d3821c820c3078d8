import { expect, type Locator, type Page } from "@playwright/test";

/** The card terminal of the simulators, as the person before it has it. */
export class DevicePage {
  readonly insertCard: Locator;
  readonly insertOther: Locator;
  readonly cancelKey: Locator;
  readonly pull: Locator;
  readonly power: Locator;
  readonly english: Locator;
  private readonly screen: Locator;
  private readonly display: Locator;
  private readonly reasons: Locator;
  private readonly refuse: Locator;
  private readonly line: Locator;

  constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {
    this.screen = page.getByRole("region", { name: /^(단말기 화면|The device's display)$/ });
    this.display = this.screen.getByRole("status").filter({ has: page.getByRole("paragraph") });
    this.insertCard = this.screen.getByRole("button", { name: "결제한 카드 넣기" });
    this.insertOther = this.screen.getByRole("button", { name: "다른 카드 넣기" });
    this.cancelKey = this.screen.getByRole("button", { name: "취소 키" });
    this.pull = this.screen.getByRole("button", { name: "카드 빼기" });
    this.reasons = this.screen.getByRole("combobox", { name: "거절 이유" });
    this.refuse = this.screen.getByRole("button", { name: "VAN이 거절" });
    this.line = page.getByRole("combobox", { name: "VAN 회선" });
    this.power = page.getByRole("button", { name: "단말기 전원" });
    this.english = page.getByRole("button", { name: "English" });
  }

  async open(): Promise<void> {
    await this.page.goto(this.url);
  }

  /** One large line, and below it whose approval, how much, and why it ended so. */
  async expectShows(line: string, ...details: string[]): Promise<void> {
    await expect(this.display.getByRole("paragraph").first()).toHaveText(line);
    for (const detail of details) await expect(this.display).toContainText(detail);
  }

  /** What the VAN says the next time that it is asked. */
  async decline(words: string): Promise<void> {
    await this.reasons.selectOption({ label: words });
    await this.refuse.click();
  }

  async setLine(state: "연결됨" | "끊김: VAN에 묻기 전" | "끊김: VAN이 처리한 뒤"): Promise<void> {
    await this.line.selectOption({ label: state });
  }

  /** `1번`: how often an approval was really cancelled. */
  refunds(approvalNumber: string): Locator {
    return this.page.getByRole("row").filter({ hasText: approvalNumber }).getByRole("cell").last();
  }
}
