import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { PAYER, virtualAccount } from "../support/blueprints";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { secondsUntilTomorrow } from "../support/korea";
import { password } from "../support/logins";

const HOUR_SECONDS = 3_600;

/** The clock of this desk is moved on. */
test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("KSNET refunds no virtual account at night: said before, told after, and done in the morning", async ({
  page,
  ownDesk,
}) => {
  test.setTimeout(180_000);
  const control = new Control(page.request, ownDesk.controlUrl);
  await logIn();
  await moveOn(secondsUntilTomorrow(23.5));
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const payment = await desk.receive(virtualAccount({ provider: "KSNET" }));
  const [inspector, dialog] = [new Inspector(page), new CancelDialog(page)];

  await inspector.open(payment);
  await expect(inspector.hints).toContainText("06:00");
  await ask();
  await dialog.expectOutcome("취소되지 않았어요", { timeout: 40_000 });
  await dialog.expectOutcome("그 시간에 다시 해 주세요");
  const night = await control.payment(payment.gatewayId);
  expect([night.refundCount, night.pending]).toEqual([0, []]);

  await moveOn(7 * HOUR_SECONDS);
  await inspector.open(payment);
  await ask();
  await dialog.expectOutcome("은행에서 1~2영업일 안에 보내요");
  expect((await control.payment(payment.gatewayId)).pending).toHaveLength(1);

  async function ask(): Promise<void> {
    await inspector.cancel.click();
    await dialog.chooseReason();
    await dialog.fillAccount({ bank: "신한은행", number: "110-123-456789", holder: PAYER });
    await dialog.confirm.click();
  }

  /** Over hours: once the session has ended, the desk goes by the new time. */
  async function moveOn(seconds: number): Promise<void> {
    await control.forward(seconds);
    const session = async () =>
      (await page.request.get(`${ownDesk.consoleUrl}/api/session`)).status();
    await expect.poll(session).toBe(401);
    await logIn();
  }

  async function logIn(): Promise<void> {
    const login = new LoginPage(page);
    await login.open();
    await login.logIn("staff", password);
    await login.expectLoggedIn();
  }
});
