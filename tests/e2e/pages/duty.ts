import { expect, type Locator } from "@playwright/test";

/** What a difference asks for: in the dialog of a force-cancel, and in the drawer of the follow-up. */
export class Duty {
  /** What stays undone; before a force-cancel only. */
  readonly still: Locator;
  /** In their order. */
  readonly steps: Locator;
  readonly doneWhen: Locator;

  constructor(within: Locator) {
    this.still = within.locator(".force-dialog__still");
    this.steps = within.locator(".force-dialog__steps").getByRole("listitem");
    this.doneWhen = within.locator(".force-dialog__steps + .force-dialog__when");
  }

  /** All of it, from top to bottom. */
  async words(): Promise<string[]> {
    await expect(this.doneWhen).toBeVisible();
    const parts = [this.still, this.steps, this.doneWhen].map((part) => part.allInnerTexts());
    return (await Promise.all(parts)).flat();
  }
}
