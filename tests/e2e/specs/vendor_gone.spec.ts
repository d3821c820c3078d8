import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { card } from "../support/blueprints";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** The desk looks again after 2, 5 and 10 s. */
const LOOKED_AFTER_MS = 40_000;

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("a vendor that is gone is told, and a cancel waits unsent until it is back", async ({
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
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);

  await ownDesk.killVendors();
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 곧 취소해요. 보내기 전까지 되돌릴 수 있어요.");
  // The seconds are over and nothing is sent: what is promised is still offered.
  await expect(dialog.dialog).toContainText("곧 보내요");
  await dialog.withdraw.click();
  await dialog.expectOutcome("보내기 전에 되돌렸어요. 돈은 그대로예요.");
  await dialog.again.click();
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("곧 보내요");
  await expect(dialog.withdraw).toBeVisible();
  await ownDesk.startVendors();
  await dialog.expectOutcome("350,000원을 취소했어요", { timeout: LOOKED_AFTER_MS });
  await expect(dialog.withdraw).toBeHidden();
  await dialog.close();
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);

  await ownDesk.killVendors();
  await inspector.askGateway.click();
  const notices = page.getByRole("region", { name: "알림" });
  await expect(notices).toContainText("PG에 연결하지 못했어요. 마지막으로 확인한 내용을 보여 드려요.");
  await expect(inspector.panel).toContainText("PG 확인 안 됨");
  await expect(inspector.cancellations).toHaveCount(2);
  await expect(inspector.cancellations.first()).toContainText("취소됨");
});
