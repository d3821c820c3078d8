// What can go wrong between the desk and the vendor of bills. Disturbed calls are of no one bill, so
// these have a desk of their own.

import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { LoginPage } from "../pages/login_page";
import { card, freshWord } from "../support/blueprints";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** The desk looks again after 2, 5 and 10 s. */
const LOOKED_AFTER_MS = 40_000;

// The start of the desk counts as well.
test.describe.configure({ timeout: 180_000 });

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("a refused bill says the remedy, a lost answer is checked, and one bill arrives", async ({
  page,
  ownDesk,
}) => {
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  const control = new Control(page.request, ownDesk.controlUrl);
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const origin = await desk.receiveCancelled(card({ amountWon: 140_000 }));
  const bill = await desk.rebill(origin, freshWord());
  const bills = new BillsPage(page);
  await bills.open(bill);

  await control.refuseNextBillCall("POINT_001");
  await bills.send.click();
  await bills.confirm("140,000원 청구서 보내기").click();
  await expect(bills.dialog).toContainText("쌤포인트");
  await expect(bills.dialog).toContainText("미납");
  await bills.closeDialog();
  await expect(bills.panel).toContainText("쌤포인트");
  const { bill_number: number } = await desk.expectBill(bill, "unsent");
  const paymentId = number as string;

  await control.fault({ kind: "drop_after", paymentId, scope: "any" });
  await control.fault({ kind: "http_503", paymentId, scope: "read" });
  await bills.send.click();
  await bills.confirm("140,000원 청구서 보내기").click();
  await expect(bills.dialog).toContainText("다시 보내지 마세요");
  await expect(bills.dialog).toContainText("보내는 중");
  await expect(bills.dialog).toContainText("결제대기", { timeout: LOOKED_AFTER_MS });
  await bills.closeDialog();
  // The vendor tells the link only in the answer that was lost.
  await expect(bills.link).toBeHidden();
  expect(await desk.bill(bill)).toMatchObject({ bill_number: number, status: "waiting" });
  expect(await control.bill(paymentId)).toMatchObject({ state: "W", priceWon: 140_000 });
});
