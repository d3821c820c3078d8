import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { TerminalWizard } from "../pages/terminal_wizard";
import { TerminalsPage } from "../pages/terminals_page";
import { freshWord } from "../support/blueprints";
import { password } from "../support/logins";
import { paidAtTerminal } from "../support/van";

test.describe("a manager", () => {
  test.use({ person: "manager" });

  test("adds a terminal and reads its code once", async ({ page }) => {
    const screen = new TerminalsPage(page);
    const name = freshWord();
    await screen.open();
    await screen.add.click();
    await screen.makeCode.click();
    await expect(screen.name).toHaveAccessibleDescription(/이름을 적어 주세요/);
    await screen.name.fill(name);
    await screen.makeCode.click();
    await expect(screen.code.getByText(/^desk-agent pair --desk http.+ --code \w{8}$/)).toBeVisible();
    await expect(screen.code.getByRole("timer")).toHaveText(/동안 쓸 수 있어요/);
    await page.keyboard.press("Escape");
    await expect(screen.code).toBeHidden();
    await expect(screen.card(name)).toContainText("연결 전");
    await screen.revoke(screen.card(name));
  });
});

test("staff sees the terminals and changes nothing", async ({ page }) => {
  const screen = new TerminalsPage(page);
  await screen.open();
  await expect(screen.cards.first()).toBeVisible();
  await expect(screen.add).toBeHidden();
  await expect(screen.cards.getByRole("button")).toHaveCount(0);
});

test.describe("a terminal that is revoked", () => {
  test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

  test("is not asked any more: the ways without it are shown", async ({ page, ownDesk }) => {
    test.setTimeout(150_000);
    const login = new LoginPage(page);
    const screen = new TerminalsPage(page);
    const inspector = new Inspector(page);
    const wizard = new TerminalWizard(page);
    await login.open();
    await login.logIn("manager", password);
    await login.expectLoggedIn();
    await screen.open();
    await screen.revoke(screen.cards.first());

    const any = () => true;
    const desk = ownDesk.consoleUrl;
    const payment = await paidAtTerminal(page.request, new Set(), "card", any, desk);
    await inspector.open(payment);
    await inspector.cancel.click();
    await expect(wizard.dialog).toContainText("지금 연결된 단말기가 없어요.");
    await expect(wizard.ways.first()).toContainText("통합 승인 내역에서 취소");
    await expect(wizard.confirm).toBeHidden();
  });
});
