import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { card } from "../support/blueprints";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** The clock of this desk is moved on. */
test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("a cancel that the PG hides holds up the next one until a manager signs what the PG shows", async ({
  page,
  ownDesk,
}) => {
  test.setTimeout(180_000);
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("manager", password);
  await login.expectLoggedIn();
  const control = new Control(page.request, ownDesk.controlUrl);
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const payment = await desk.receive(card());
  await control.fault({ kind: "pg_answer_lost", paymentId: payment.gatewayId });
  const part = { kind: "partial", amount_won: 30_000 };
  expect((await desk.requestCancel(payment, part)).ok()).toBe(true);
  await desk.expectState(payment, "unknown");
  await desk.waitForDoubt(payment);

  const inspector = new Inspector(page);
  await inspector.open(payment);
  for (const button of [inspector.cancel, inspector.cancelPart, inspector.force]) {
    await expect(button).toBeDisabled();
  }
  await expect(inspector.panel).toContainText("PG 관리자 사이트에서 확인하고");
  const next = { ...part, expected_cancellable_won: payment.amountWon - part.amount_won };
  expect((await desk.requestCancel(payment, next)).status()).toBe(409);
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);

  const followUps = new FollowUpsPage(page);
  await inspector.panel.getByRole("button", { name: "진행 보기" }).click();
  const wayOn = page.getByRole("dialog").getByRole("link", { name: "할 일 보기" });
  await expect(wayOn).toHaveAttribute("href", /^\/follow-ups\/fol_/);
  await page.keyboard.press("Escape");
  await inspector.panel.getByRole("link", { name: "할 일 보기" }).click();
  await expect(followUps.panel).toContainText("결과를 모름");
  await expect(followUps.duty.steps).toHaveText([
    /^PG 관리자\(결제선생은 매니저 사이트\)에서 이 결제를 찾아 취소됐는지 봐요/,
    /^매니저가 본 것을 아래에 적어요/,
  ]);
  await followUps.sign("30,000원이 취소됐어요", "PG 관리자 사이트에서 취소를 확인했어요");
  await expect(followUps.panel).toContainText("매니저 메모");

  await desk.expectState(payment, "succeeded");
  const { payment: booked } = await desk.detail(payment);
  expect(booked.cancelled_won).toBe(30_000);
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
});
