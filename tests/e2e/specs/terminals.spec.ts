import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { TerminalWizard } from "../pages/terminal_wizard";
import { PAIRING_COMMAND, TerminalsPage } from "../pages/terminals_page";
import { CAT_ID } from "../support/agent";
import { freshWord } from "../support/blueprints";
import { password } from "../support/logins";
import type { OwnDesk } from "../support/own_desk";
import { type PaidAtTerminal, paidAtTerminal, Van } from "../support/van";

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
    await expect(screen.code.getByText(PAIRING_COMMAND)).toBeVisible();
    await expect(screen.code.getByRole("timer")).toHaveText(/^(10:00|9:5[0-9]) 남았어요\.$/);
    await page.keyboard.press("Escape");
    await expect(screen.code).toBeHidden();
    await expect(screen.card(name)).toContainText("연결 전");

    // A colleague adds another one: the list is drawn anew behind the question.
    const other = freshWord();
    await screen.revoke(screen.card(name), async () => {
      const known = await (await page.request.get("/api/terminals")).json();
      const { merchant_id } = known.items[0];
      const made = await page.request.post("/api/terminals", { data: { merchant_id, name: other } });
      expect(made.ok()).toBe(true);
      await expect(screen.card(other)).toBeVisible();
    });
    await screen.revoke(screen.card(other));
  });
});

test("staff sees the terminals and changes nothing", async ({ page }) => {
  const screen = new TerminalsPage(page);
  await screen.open();
  await expect(screen.cards.first()).toBeVisible();
  await expect(screen.add).toBeHidden();
  await expect(screen.cards.getByRole("button")).toHaveCount(0);
});

test.describe("a desk with an agent of its own", () => {
  test.describe.configure({ timeout: 180_000 });
  test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

  test.beforeEach(async ({ page }) => {
    const login = new LoginPage(page);
    await login.open();
    await login.logIn("manager", password);
    await login.expectLoggedIn();
  });

  test("pairs by one code once, cancels once, dies and comes back, and is revoked", async ({
    page,
    ownDesk,
    agent,
  }) => {
    const screen = new TerminalsPage(page);
    const van = new Van(page.request, ownDesk.controlUrl);
    const name = freshWord();
    const card = screen.card(name);
    await screen.open();
    const command = await screen.newTerminal(name);
    expect(await agent.pair(command)).toMatchObject({ ok: true });
    await expect(screen.code).toContainText("이제 POS PC에서 에이전트를 켜 주세요.");
    await expect(screen.code.getByText("desk-agent run", { exact: true })).toBeVisible();
    agent.run(ownDesk.deviceUrl);
    await expect(screen.code).toContainText("연결됐어요. 이제 이 단말기로 취소할 수 있어요.");
    await page.keyboard.press("Escape");
    await expect(card).toContainText("연결됨");
    await expect(card).toContainText(CAT_ID);
    const again = await agent.pair(command);
    expect(again).toMatchObject({ ok: false, said: expect.stringContaining("ask for a new one") });

    const payment = await paidThere(page, ownDesk);
    const wizard = new TerminalWizard(page);
    await new Inspector(page).openCancel(payment);
    await wizard.send(name);
    await wizard.expectScene("카드를 넣어 주세요");
    await agent.kill();
    agent.run(ownDesk.deviceUrl);
    await van.insertCard();
    await wizard.expectScene("취소했어요", { timeout: 60_000 });
    const truth = await van.approval(payment.gatewayId);
    expect([truth.refundCount, truth.attempts.length]).toEqual([1, 1]);

    await screen.open();
    await expect(card).toContainText("연결됨");
    await agent.kill();
    await expect(card).toContainText("연결 안 됨");
    agent.run(ownDesk.deviceUrl);
    await expect(card).toContainText("연결됨", { timeout: 30_000 });
    await screen.revoke(card);
    await agent.dismissed();
  });

  test("another agent takes the place of the first, by a code that is not too old", async ({
    page,
    ownDesk,
    agent,
  }) => {
    const screen = new TerminalsPage(page);
    await screen.open();
    const first = screen.cards.first();
    await expect(first).toContainText("연결됨");
    const tooOld = await screen.newCode(first);
    await passTime(page, ownDesk, 601);
    expect((await agent.pair(tooOld)).ok).toBe(false);
    await page.keyboard.press("Escape");

    const command = await screen.newCode(first);
    await expect(first).toContainText("연결됨");
    expect(await agent.pair(command)).toMatchObject({ ok: true });
    await page.keyboard.press("Escape");
    await expect(first).toContainText("연결 안 됨");
    agent.run(ownDesk.deviceUrl);
    await expect(first).toContainText(CAT_ID);
    await expect(first).toContainText("연결됨");
  });

  test("that is revoked is not asked any more: the ways without it are shown", async ({
    page,
    ownDesk,
  }) => {
    const screen = new TerminalsPage(page);
    const wizard = new TerminalWizard(page);
    await screen.open();
    await screen.revoke(screen.cards.first());

    const payment = await paidThere(page, ownDesk);
    await new Inspector(page).openCancel(payment);
    await expect(wizard.dialog).toContainText("지금 연결된 단말기가 없어요.");
    await expect(wizard.ways).toHaveCount(3);
    await expect(wizard.ways.nth(0)).toContainText("통합 승인 내역에서 취소");
    await expect(wizard.ways.nth(1)).toContainText("단말기에서 키인 취소");
    await expect(wizard.ways.nth(2)).toContainText("강제취소하고 할 일로 남기기");
    await expect(wizard.dialog).toContainText(payment.gatewayId);
    for (const fact of ["승인 금액", "원승인일자", "승인번호"]) {
      await expect(wizard.dialog.getByRole("button", { name: `${fact} 복사` })).toBeVisible();
    }
    await expect(wizard.confirm).toBeHidden();
  });
});

/** Moves the clock of the vendors, and waits until the desk follows. */
async function passTime(page: Page, desk: OwnDesk, seconds: number): Promise<void> {
  const now = async () => Date.parse((await (await page.request.get("/api/session")).json()).now);
  const then = (await now()) + seconds * 1_000;
  const clock = `${desk.controlUrl}/api/clock`;
  await expect(await page.request.post(clock, { data: { forwardSeconds: seconds } })).toBeOK();
  await expect.poll(now).toBeGreaterThanOrEqual(then);
}

/** Any payment of the desk's own terminal. */
async function paidThere(page: Page, desk: OwnDesk): Promise<PaidAtTerminal> {
  return paidAtTerminal(page.request, new Set(), "card", () => true, desk.consoleUrl);
}
