import type { Locator, Page } from "@playwright/test";

import { password } from "../support/logins";
import { Duty } from "./duty";
import { OutsideSlip } from "./outside_slip";

/** What stays undone, why, and the password once more. */
export class ForceDialog {
  readonly dialog: Locator;
  readonly duty: Duty;
  readonly password: Locator;
  /** Says the deed and the sum. */
  readonly confirm: Locator;
  readonly seeFollowUp: Locator;
  /** It was cancelled outside already … */
  readonly outside: Locator;
  /** … with this slip. */
  readonly slip: OutsideSlip;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: "강제취소" });
    this.duty = new Duty(this.dialog);
    this.password = this.dialog.getByLabel("내 비밀번호");
    this.confirm = this.dialog.getByRole("button", { name: /장부에서 취소$/ });
    this.outside = this.dialog.getByRole("checkbox", { name: "이미 밖에서 취소했어요" });
    this.slip = new OutsideSlip(this.dialog);
    this.seeFollowUp = this.dialog.getByRole("link", { name: "할 일 보기" });
  }

  async fill(): Promise<void> {
    await this.dialog.getByRole("radio", { name: "수강 취소" }).check();
    // Whoever has given it within the last five minutes, in whatever spec, is not asked again.
    if (await this.password.isVisible()) await this.password.fill(password);
  }
}
