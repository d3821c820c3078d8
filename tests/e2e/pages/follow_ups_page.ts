import type { Locator, Page } from "@playwright/test";

import { password } from "../support/logins";
import { Duty } from "./duty";
import { OutsideSlip } from "./outside_slip";

/** Whose duty it is that book and gateway differ, and what ends it. */
export class FollowUpsPage {
  /** The way here from anywhere, which says how many are open. */
  readonly navigation: Locator;
  readonly search: Locator;
  readonly rows: Locator;
  readonly panel: Locator;
  /** What is at risk. */
  readonly amount: Locator;
  readonly duty: Duty;
  readonly checkNow: Locator;
  readonly note: Locator;
  readonly leaveNote: Locator;
  readonly owner: Locator;
  /** Opens what a person can bring. */
  readonly byProof: Locator;
  readonly slip: OutsideSlip;
  readonly signedNote: Locator;
  readonly close: Locator;

  constructor(private readonly page: Page) {
    this.navigation = page.getByRole("navigation").getByRole("link", { name: /^할 일/ });
    this.search = page.getByRole("searchbox", { name: "할 일 찾기" });
    const table = page.getByRole("table", { name: "할 일 목록" });
    this.rows = table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.panel = page.getByRole("complementary", { name: "할 일" });
    this.amount = this.panel.getByRole("heading", { level: 2 });
    this.duty = new Duty(this.panel);
    this.checkNow = this.panel.getByRole("button", { name: "지금 확인" });
    this.note = this.panel.getByRole("textbox", { name: "메모 쓰기" });
    this.leaveNote = this.panel.getByRole("button", { name: "메모 남기기" });
    this.byProof = this.panel.getByText("증빙으로 끝내기");
    this.slip = new OutsideSlip(this.panel);
    this.signedNote = this.panel.getByRole("textbox", { name: "확인한 내용" });
    this.close = this.panel.getByRole("button", { name: "할 일 끝내기" });
    this.owner = this.panel.getByRole("combobox", { name: "담당" });
  }

  /** A manager's word on a cancel in doubt, by somebody who has not given the password yet. */
  async sign(finding: string, note: string): Promise<void> {
    await this.byProof.click();
    await this.panel.getByRole("radio", { name: finding }).check();
    await this.panel.getByLabel("내 비밀번호").fill(password);
    await this.signedNote.fill(note);
    await this.close.click();
  }

  async open(view: "mine" | "all" | "overdue" | "closed"): Promise<void> {
    await this.page.goto(`/follow-ups?view=${view}`);
  }

  /** Whose, and which. */
  view(name: "내 할 일" | "전체" | "기한 지남" | "끝난 일"): Locator {
    return this.page.getByRole("radio", { name: new RegExp(`^${name}`) });
  }

  /** In the bar above the list. */
  filter(name: "무엇이 다른가요" | "채널" | "담당"): Locator {
    return this.page.getByRole("group", { name: "거르기" }).getByRole("combobox", { name, exact: true });
  }

  row(text: string): Locator {
    return this.page.getByRole("row").filter({ hasText: text });
  }
}
