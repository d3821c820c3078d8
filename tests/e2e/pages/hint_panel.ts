import type { Locator, Page } from "@playwright/test";

/** 이 결제는 이렇게 취소돼요, in either language. */
export class HintPanel {
  readonly panel: Locator;
  readonly headline: Locator;
  readonly facts: Locator;
  /** The list behind 순서대로 하기. */
  readonly steps: Locator;
  /** The list behind 취소해도 남는 일. */
  readonly undone: Locator;
  readonly notices: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.locator(".hint-panel");
    this.headline = this.panel.locator(".hint-panel__headline");
    this.facts = this.panel.getByRole("definition");
    this.steps = this.listed(/순서대로 하기|Steps, in order/);
    this.undone = this.listed(/취소해도 남는 일|Still to do afterwards/);
    this.notices = this.panel.locator(".hint-panel__notices").getByRole("listitem");
  }

  /** Everything that is folded away as well. */
  async unfold(): Promise<void> {
    await this.panel.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
  }

  private listed(summary: RegExp): Locator {
    const disclosure = this.panel.locator("details").filter({ has: this.page.getByText(summary) });
    return disclosure.getByRole("listitem");
  }
}
