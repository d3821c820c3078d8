// What nobody told: the vendor's callback is lost, and the desk finds the payment by looking. Its clock is
// moved on, so it is a desk of its own.

import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { card, freshWord } from "../support/blueprints";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** An open bill of today is read every half an hour; so that nobody is logged out, in steps of five minutes. */
const STEP_SECONDS = 300;
/** The reconciler looks every five seconds whether something is due. */
const LOOKED_AFTER_MS = 6_000;
const FOUND_AFTER_MS = 100_000;

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("a bill whose callback is lost is found paid, and the open screens say so", async ({
  page,
  context,
  ownDesk,
}) => {
  test.setTimeout(200_000);
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  const control = new Control(page.request, ownDesk.controlUrl);
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const word = freshWord();
  const origin = await desk.receiveCancelled(card({ amountWon: 160_000 }));
  const bill = await desk.rebill(origin, word);
  const bills = new BillsPage(page);
  await bills.open(bill, `?q=${word}`);
  await bills.send.click();
  await bills.sendByMessage("160,000원");
  await bills.closeDialog();
  const { bill_number: number } = await desk.expectBill(bill, "waiting");
  const inspector = new Inspector(await context.newPage());
  await inspector.open(origin);

  const paymentId = number as string;
  await control.fault({ kind: "webhook_lost", paymentId, scope: "any" });
  await control.payBill(paymentId);
  expect(await control.bill(paymentId)).toMatchObject({ state: "F", chargedWon: 160_000 });
  expect(await desk.bill(bill)).toMatchObject({ status: "waiting" });

  await expect(async () => {
    await control.forward(STEP_SECONDS);
    await desk.bill(bill);
    await expect(bills.row(word)).toContainText("결제완료", { timeout: LOOKED_AFTER_MS });
  }).toPass({ timeout: FOUND_AFTER_MS });
  await expect(bills.panel).toContainText("결제완료");
  const chained = inspector.panel.getByRole("article").filter({ hasText: "청구서 보기" });
  await expect(chained).toContainText("결제완료");
  const paid = await desk.expectBill(bill, "paid");
  expect(paid.payment_id).toMatch(/^pay_/);
  expect(await control.bill(paymentId)).toMatchObject({ chargedWon: 160_000, refundCount: 0 });
});
