import { expect, type Locator, type Page } from "@playwright/test";

/** In either language. */
export class LoginPage {
  readonly login: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  /** Over every screen of a demo, once somebody is logged in. */
  readonly demo: Locator;

  constructor(private readonly page: Page) {
    this.login = page.getByRole("textbox", { name: /^(아이디|ID)/ });
    this.password = page.getByLabel(/^(비밀번호|Password)/);
    this.submit = page.getByRole("button", { name: /^(로그인|Log in)$/ });
    this.demo = page.getByRole("status").filter({ hasText: /데모|demo/ });
  }

  /** Language and theme, for who has no menu yet. */
  look(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto("/login");
  }

  async logIn(login: string, password: string): Promise<void> {
    await this.login.fill(login);
    await this.password.fill(password);
    await this.submit.click();
  }

  async expectLoggedIn(): Promise<void> {
    await expect(this.page).toHaveURL(/\/payments/);
  }
}
