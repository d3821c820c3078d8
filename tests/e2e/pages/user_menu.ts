import { expect, type Locator, type Page } from "@playwright/test";

/** 내 메뉴, in either language: how somebody likes the screen, and the way out. */
export class UserMenu {
  private readonly trigger: Locator;
  private readonly menu: Locator;

  constructor(page: Page) {
    const name = /^(내 메뉴|My menu)$/;
    this.trigger = page.getByRole("button", { name });
    this.menu = page.getByRole("menu", { name });
  }

  async choose(name: string): Promise<void> {
    await this.trigger.click();
    await this.item(name).click();
  }

  /** While it is open. */
  item(name: string): Locator {
    const options = { name, exact: true };
    return this.menu.getByRole("menuitemradio", options).or(this.menu.getByRole("menuitem", options));
  }

  /** Of each group one: the names of what is ticked. */
  async expectTicked(...names: string[]): Promise<void> {
    await this.trigger.click();
    await expect(this.menu.getByRole("menuitemradio", { checked: true })).toHaveText(names);
    await this.trigger.press("Escape");
  }
}
