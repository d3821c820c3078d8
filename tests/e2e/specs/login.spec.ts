import { expect, test } from "../fixtures";
import { LoginPage } from "../pages/login_page";
import { freshWord } from "../support/blueprints";
import { bothDresses, wear } from "../support/dress";
import { password } from "../support/logins";

const DEMO = {
  ko: "데모예요. 진짜 돈은 움직이지 않아요.",
  en: "This is a demo. No real money moves.",
};

test.use({ person: "nobody" });

test("whoever is not logged in comes back to where they were going", async ({ page }) => {
  const login = new LoginPage(page);
  await page.goto("/cancellations?period=3m");
  await expect(page).toHaveURL(/\/login\?next=/);
  await login.logIn("staff", password);
  await expect(page).toHaveURL(/\/cancellations\?period=3m$/);
});

test("a wrong password and empty fields are answered", async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.submit.click();
  await expect(login.login).toHaveAccessibleDescription(/아이디를 입력해 주세요/);
  await expect(login.password).toHaveAccessibleDescription(/비밀번호를 입력해 주세요/);
  await login.logIn(freshWord(), password);
  await expect(page.getByRole("alert")).toContainText("아이디 또는 비밀번호가 맞지 않아요");
  await expect(page).toHaveURL(/\/login/);
});

test("too many wrong tries are stopped for a while", async ({ page }) => {
  const login = new LoginPage(page);
  const name = freshWord();
  await login.open();
  const refused = page.getByRole("alert");
  for (let tries = 0; tries < 5; tries += 1) {
    const answered = page.waitForResponse("**/api/session");
    await login.logIn(name, "wrong");
    expect((await answered).status()).toBe(401);
  }
  await login.submit.click();
  await expect(refused).toContainText("여러 번 틀려서 잠시 막았어요");
});

for (const dress of bothDresses) {
  test(`whoever logs in to a demo is told that no real money moves: ${dress.locale}`, async ({
    page,
  }) => {
    await wear(page, dress);
    const login = new LoginPage(page);
    await login.open();
    await login.logIn("staff", password);
    await login.expectLoggedIn();
    await expect(login.demo).toHaveText(DEMO[dress.locale]);
    await expect(login.demo).toBeVisible();
  });
}
