import type { Locator } from "@playwright/test";

const KST_MS = 9 * 3_600_000;

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
    const [day, time] = new Date(Date.now() + KST_MS).toISOString().split("T");
    await this.number.fill(number);
    await this.day.fill(day as string);
    await this.time.fill((time as string).slice(0, 5));
  }
}
