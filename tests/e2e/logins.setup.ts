// Logs each person in once; the tests start from the cookies kept here.

import { test as setup } from "@playwright/test";

import { LoginPage } from "./pages/login_page";
import { logins, password, stateFile } from "./support/logins";

for (const login of logins) {
  setup(`${login} logs in`, async ({ page }) => {
    const screen = new LoginPage(page);
    await screen.open();
    await screen.logIn(login, password);
    await screen.expectLoggedIn();
    await page.context().storageState({ path: stateFile(login) });
  });
}
