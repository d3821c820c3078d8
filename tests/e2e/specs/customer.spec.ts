import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { CancelDialog } from "../pages/cancel_dialog";
import { CustomerPage } from "../pages/customer_page";
import { Inspector } from "../pages/inspector";
import { RebillDialog } from "../pages/rebill_dialog";
import { card, freshWord, lastMonth, student } from "../support/blueprints";

test("one payment leads to all others of the student, and to none of a sibling", async ({
  page,
  desk,
}) => {
  const word = freshWord();
  const [now, then, siblings] = [`${word} 이번 달`, `${word} 지난달`, `${word} 형제`];
  const { customer } = student();
  const payment = await desk.receive(card({ orderName: now, customer }));
  await desk.receive(card({ orderName: then, customer, paidAt: lastMonth() }));
  await desk.receive(card({ orderName: siblings, customer: { ...customer, name: "서하윤" } }));

  const tab = new CustomerPage(page);
  await new Inspector(page).open(payment);
  await tab.openFromInspector();
  await expect(page).toHaveURL(/\/customers\/cus_\w+$/);
  await tab.payments.expectOrders(now, then);
  await expect(tab.head).toContainText("서*윤");
  await expect(tab.paid).toHaveText("700,000원");
  await expect(tab.cancelled).toHaveText("0원");

  await tab.payments.period("이번 달").check();
  await tab.payments.expectOrders(now);
  await expect(tab.payments.sums).toContainText("1건 · 350,000원");
  await expect(tab.paid).toHaveText("700,000원");
  await page.reload();
  await tab.payments.expectOrders(now);
  await tab.payments.status("결제취소").check();
  await expect(page.getByText("이 조건에 맞는 결제가 없어요")).toBeVisible();
  await page.goBack();
  await page.goBack();
  await tab.payments.expectOrders(now, then);
});

test("a cancel from the tab is in its totals and in its history", async ({ page, desk }) => {
  const order = freshWord();
  const payment = await desk.receive(card({ orderName: order, ...student() }));
  const tab = new CustomerPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await tab.openFromInspector();
  await expect(inspector.panel).toBeHidden();

  await tab.payments.openRow(order);
  await expect(page).toHaveURL(/\/customers\/cus_\w+\/pay_\w+$/);
  await inspector.cancelPart.click();
  await dialog.amount.fill("50000");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("50,000원을 취소했어요");
  await dialog.close();
  await expect(tab.cancelled).toHaveText("-50,000원");
  await expect(tab.payments.row(order)).toContainText("부분취소");

  await page.keyboard.press("Escape");
  await expect(inspector.panel).toBeHidden();
  await tab.view("취소 이력").check();
  await expect(tab.cancellations).toHaveCount(1);
  await expect(tab.cancellations).toContainText("-50,000");
  await tab.cancellations.getByRole("link").click();
  await expect(inspector.amount).toHaveText("350,000원");

  await desk.requestCancel(payment, {
    kind: "partial",
    amount_won: 30_000,
    expected_cancellable_won: 300_000,
  });
  await expect(tab.cancelled).toHaveText("-80,000원");
  await expect(tab.cancellations).toHaveCount(2);
});

test("what waits for its deposit is owed, beside the bills that are not paid", async ({
  page,
  desk,
}) => {
  const payment = await desk.expectBooked("demo-va-issued");
  const tab = new CustomerPage(page);
  await new Inspector(page).open(payment);
  await tab.openFromInspector();
  await expect(tab.unpaid).toHaveText(/^[1-9][0-9,]*원$/);

  await tab.view("미납").check();
  await page.getByRole("button", { name: "기다리는 결제 보기" }).click();
  await expect(tab.payments.status("미납")).toBeChecked();
  await expect(tab.payments.rows.filter({ hasText: "가상계좌" }).first()).toContainText("미납");
});

test("what is billed again from the tab is owed there, leads to its bill, and is paid there", async ({
  page,
  desk,
  control,
}) => {
  const [order, item] = [freshWord(), freshWord()];
  const { customer } = student();
  const plan = card({ amountWon: 45_000, orderName: order, customer });
  const payment = await desk.receiveCancelled(plan);
  const tab = new CustomerPage(page);
  const inspector = new Inspector(page);
  const rebill = new RebillDialog(page);
  const bills = new BillsPage(page);
  await inspector.open(payment);
  await tab.openFromInspector();
  await expect(tab.unpaid).toHaveText("0원");
  await tab.payments.openRow(order);
  await inspector.rebill.click();
  await rebill.names.fill(item);
  await rebill.confirm.click();
  await rebill.later.click();
  await expect(page).toHaveURL(/\/customers\/cus_\w+\/pay_\w+$/);
  await expect(tab.unpaid).toHaveText("45,000원");

  await tab.view("미납").check();
  await expect(tab.bills).toHaveCount(1);
  await expect(tab.bills).toContainText("아직 보내지 않았어요");
  await expect(page.getByRole("button", { name: "기다리는 결제 보기" })).toBeHidden();
  await page.getByRole("link", { name: "이 고객의 청구서 모두 보기" }).click();
  await expect(page).toHaveURL(/\/bills\?.*customer=cus_/);
  await expect(page.getByRole("button", { name: "한 고객만 보는 중 · 모두 보기" })).toBeVisible();
  await expect(bills.rows).toHaveCount(1);

  await page.goBack();
  await tab.bills.getByRole("link", { name: item }).click();
  const [made] = (await desk.detail(payment)).rebill?.bills ?? [];
  await expect(page).toHaveURL(new RegExp(`/bills/${made.id}`));
  await bills.send.click();
  await bills.sendAsBilled("45,000원", customer.phoneNumber);
  await bills.closeDialog();
  const { bill_number: number } = await desk.expectBill(made, "waiting");
  await control.payBill(number as string);
  await desk.expectBill(made, "paid");
  await inspector.open(payment);
  await tab.openFromInspector();
  await tab.payments.expectOrders(item, order);
  await expect(tab.paid).toHaveText("90,000원");
  await expect(tab.cancelled).toHaveText("-45,000원");
  await expect(tab.unpaid).toHaveText("0원");
});

test("an address of nobody says so", async ({ page }) => {
  for (const id of [`cus_${"0".repeat(26)}`, "student-1"]) {
    await page.goto(`/customers/${id}`);
    await expect(page.getByText("고객을 찾지 못했어요")).toBeVisible();
    await expect(page.getByRole("link", { name: "결제 목록으로" })).toBeVisible();
  }
});
