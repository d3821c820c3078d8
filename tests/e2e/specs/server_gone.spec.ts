import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** The stream of changes knocks less and less often, and reads all again once it is let in. */
const RECONNECTED_AFTER_MS = 45_000;

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("a server that is gone is told, what was seen stays, and a lost click cancels once", async ({
  page,
  ownDesk,
}) => {
  test.setTimeout(150_000);
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  const control = new Control(page.request, ownDesk.controlUrl);
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const order = freshWord();
  const payment = await desk.receive(card({ orderName: order }));
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await list.open(`?q=${order}`);
  await list.openRow(order);
  await inspector.cancel.click();
  await dialog.chooseReason();

  await ownDesk.killConsole();
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("서버의 답을 받지 못해 취소됐는지 아직 몰라요");
  await expect(dialog.confirm).toBeHidden();
  await dialog.close();
  await list.status("결제완료").check();
  await expect(page.getByText("마지막으로 본 내용을 보여 드려요")).toBeVisible();
  await list.expectOrders(order);
  await expect(inspector.amount).toHaveText("350,000원");

  await ownDesk.startConsole();
  await expect(page.getByText("마지막으로 본 내용을 보여 드려요")).toBeHidden({
    timeout: RECONNECTED_AFTER_MS,
  });
  await inspector.cancel.click();
  await dialog.sendAgain.click();
  await dialog.expectOutcome("350,000원을 취소했어요");
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
  expect((await desk.detail(payment)).cancellations).toHaveLength(1);
});
