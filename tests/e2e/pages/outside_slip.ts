import type { Locator } from "@playwright/test";

import { nowInKorea } from "../support/korea";

/** The slip of a cancel that was made outside: number, day and time. */
export class OutsideSlip {
  readonly number: Locator;
  readonly day: Locator;
  readonly time: Locator;

  constructor(within: Locator) {
    this.number = within.getByLabel("취소 승인번호");
    this.day = within.getByLabel("취소한 날");
    this.time = within.getByLabel("취소한 시각");
  }

  /** As the slip of a cancel made just now has it. */
  async fill(number: string): Promise<void> {
    const { day, time } = nowInKorea();
    await this.number.fill(number);
    await this.day.fill(day);
    await this.time.fill(time);
  }
}
