import type { Locator } from "@playwright/test";

/** 취소 원복, in either language: whether a cancel can be taken back at the PG, until when, and how. */
export class UndoClock {
  readonly clock: Locator;
  readonly until: Locator;
  readonly steps: Locator;

  constructor(within: Locator) {
    this.clock = within.getByRole("region", { name: /^(취소 원복|Undoing the cancel)$/ });
    this.until = this.clock.locator(".undo-clock__until");
    this.steps = this.clock.getByRole("listitem");
  }
}
