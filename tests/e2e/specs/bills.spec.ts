import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { Inspector } from "../pages/inspector";
import { card, freshWord, student } from "../support/blueprints";

test("a bill that was never sent is voided, and its sum can be billed again", async ({
  page,
  desk,
}) => {
  const word = freshWord();
  const origin = await desk.receiveCancelled(card({ amountWon: 110_000 }));
  const bill = await desk.rebill(origin, word);
  const bills = new BillsPage(page);

  await bills.open(undefined, `?q=${word}`);
  await expect(bills.rows).toHaveCount(1);
  await expect(bills.row(word)).toContainText("미납");
  await bills.row(word).getByRole("rowheader").getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/bills/${bill.id}\\?q=${word}`));
  await bills.void.click();
  await expect(bills.dialog).toContainText("아직 보내지 않아서 고객에게는 아무것도 가지 않아요.");
  await expect(bills.dialog).toContainText("110,000원은 취소한 결제에서 다시 청구할 수 있어요.");
  await bills.confirm("110,000원 청구서 파기").click();
  await expect(bills.dialog).toBeHidden();
  await expect(bills.row(word)).toContainText("파기");
  await expect(bills.void).toBeHidden();
  await desk.expectBill(bill, "void");
  expect((await desk.detail(origin)).rebill?.rebillable_won).toBe(110_000);

  await bills.panel.getByRole("link", { name: "다시 청구하러 가기" }).click();
  await expect(page).toHaveURL(new RegExp(`/payments/${origin.id}`));
  await expect(new Inspector(page).rebill).toBeEnabled();
});

test("a bill that was paid in cash is recorded and becomes a payment", async ({ page, desk }) => {
  const word = freshWord();
  const origin = await desk.receiveCancelled(card({ amountWon: 95_000 }));
  const bill = await desk.rebill(origin, word);
  const bills = new BillsPage(page);

  await bills.open(bill);
  await bills.record.click();
  await bills.dialog.getByRole("combobox", { name: "받은 방법" }).selectOption("현금");
  await bills.dialog.getByLabel("받은 날").fill("2999-01-01");
  await expect(bills.dialog).toContainText("오늘이나 지난 날을 골라 주세요.");
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  await bills.dialog.getByLabel("받은 날").fill(today);
  await bills.dialog.getByRole("textbox", { name: "메모" }).fill("창구에서 받음");
  await bills.confirm("95,000원 수납 처리").click();
  await expect(bills.dialog).toBeHidden();
  await expect(bills.panel).toContainText("결제완료");
  const paid = await desk.expectBill(bill, "paid");
  expect(paid.payment_id).toMatch(/^pay_/);

  await bills.panel.getByRole("link", { name: "이 청구서의 결제", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/payments/${paid.payment_id}`));
  await expect(new Inspector(page).amount).toHaveText("95,000원");
});

test("a link is made without a message, and a void closes it for the customer", async ({
  page,
  desk,
  control,
}) => {
  const origin = await desk.receiveCancelled(card({ amountWon: 85_000 }));
  const bill = await desk.rebill(origin, freshWord());
  const bills = new BillsPage(page);

  await bills.open(bill);
  await bills.send.click();
  await bills.dialog.getByRole("radio", { name: "링크만" }).check();
  await expect(bills.dialog).toContainText("쌤포인트가 들지 않아요");
  await bills.confirm("85,000원 링크 만들기").click();
  await expect(bills.dialog).toContainText("결제대기");
  await bills.closeDialog();
  await expect(bills.link).toHaveValue(/^http/);

  await bills.void.click();
  await expect(bills.dialog).toContainText("고객이 이 링크로 더 낼 수 없어요.");
  await bills.confirm("85,000원 청구서 파기").click();
  await expect(bills.dialog).toBeHidden();
  await expect(bills.link).toBeHidden();
  const { bill_number: number } = await desk.expectBill(bill, "void");
  expect(await control.bill(number as string)).toMatchObject({ state: "D", chargedWon: 0 });
  expect((await desk.detail(origin)).rebill?.rebillable_won).toBe(85_000);
});

test("a click whose answer is lost is the same click again, and sends one bill", async ({
  page,
  desk,
  control,
}) => {
  const origin = await desk.receiveCancelled(card({ amountWon: 65_000 }));
  const bill = await desk.rebill(origin, freshWord());
  const bills = new BillsPage(page);
  await bills.open(bill);
  const keys: (string | undefined)[] = [];
  await page.route("**/api/bills/*/send", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await route.fetch();
    await (keys.length === 1 ? route.abort() : route.fallback());
  });

  await bills.send.click();
  await bills.dialog.getByRole("textbox", { name: "휴대폰 번호" }).fill("01023456789");
  await bills.confirm("65,000원 청구서 보내기").click();
  await expect(bills.dialog).toContainText("서버의 답을 받지 못했어요. 새로 시작하지 마세요.");
  const { bill_number: number } = await desk.expectBill(bill, "waiting");
  await page.reload();
  await bills.confirm("같은 요청 다시 보내기").click();
  await expect(bills.dialog).toContainText("결제대기");
  expect(new Set(keys).size).toBe(1);
  expect(await desk.bill(bill)).toMatchObject({ bill_number: number, status: "waiting" });
  expect(await control.bill(number as string)).toMatchObject({ state: "W", priceWon: 65_000 });
});

test("a bill that waits is sent again, and a void at the vendor is seen on a look", async ({
  page,
  desk,
  control,
}) => {
  const word = freshWord();
  const origin = await desk.receiveCancelled(card({ amountWon: 75_000 }));
  const bill = await desk.rebill(origin, word);
  const bills = new BillsPage(page);

  await bills.open(bill, `?q=${word}`);
  await bills.send.click();
  await bills.sendByMessage("75,000원");
  await bills.closeDialog();
  const { bill_number: number } = await desk.expectBill(bill, "waiting");
  await expect(bills.row(word)).toContainText("결제대기");
  await bills.resend.click();
  await expect(bills.dialog).toContainText("75,000원 청구서를 한 번 더 보내요.");
  await bills.confirm("75,000원 청구서 다시 보내기").click();
  await expect(bills.dialog).toBeHidden();
  await expect(page.getByText("청구서를 다시 보냈어요.")).toBeVisible();
  expect(await control.bill(number as string)).toMatchObject({ state: "W" });

  await control.voidBillOutside(number as string);
  await bills.checkNow.click();
  await expect(bills.row(word)).toContainText("파기");
  await expect(bills.resend).toBeHidden();
});

test("the chips narrow the list, and the address keeps them", async ({ page, desk }) => {
  const word = freshWord();
  const origin = await desk.receiveCancelled(card({ amountWon: 60_000 }));
  await desk.rebill(origin, word);
  const bills = new BillsPage(page);

  await bills.open(undefined, `?period=today&q=${word}`);
  await expect(bills.rows).toHaveCount(1);
  await expect(bills.counted("전체", 1)).toBeChecked();
  await expect(bills.counted("미납", 1)).toBeVisible();
  await expect(bills.counted("결제완료", 0)).toBeVisible();
  await bills.status("미납").check();
  await expect(page).toHaveURL(/status=unsent/);
  await expect(bills.row(word)).toBeVisible();
  await bills.status("결제완료").check();
  await expect(page.getByText("이 조건에 맞는 청구서가 없어요")).toBeVisible();
  await expect(bills.counted("미납", 1)).toBeVisible();
  await page.goBack();
  await expect(bills.row(word)).toBeVisible();
});

test("bills are found by phone, by days and by their customer", async ({ page, desk }) => {
  const { customer } = student("도하린");
  const words = [freshWord(), freshWord()];
  const origin = await desk.receiveCancelled(card({ amountWon: 60_000, customer }));
  const others = await desk.receiveCancelled(card({ amountWon: 60_000, ...student("문가온") }));
  await desk.rebill(origin, words[0]);
  await desk.rebill(others, words[1]);
  const bills = new BillsPage(page);

  await bills.open(undefined, "?period=today");
  await bills.search.fill(customer.phoneNumber);
  await expect(bills.row(words[0])).toBeVisible();
  await expect(bills.row(words[1])).toBeHidden();

  const days = page.getByRole("radiogroup", { name: "기간" });
  await days.getByRole("radio", { name: "직접" }).check();
  await page.getByLabel("시작일").fill("2020-01-01");
  await page.getByLabel("종료일").fill("2020-01-31");
  await expect(page).toHaveURL(/2020-01-31/);
  await expect(page.getByText("이 조건에 맞는 청구서가 없어요")).toBeVisible();

  await new Inspector(page).open(origin);
  await page.getByRole("complementary").locator("a[href^='/customers/']").click();
  await expect(page).toHaveURL(/\/customers\/cus_\w+/);
  const id = new URL(page.url()).pathname.split("/").at(-1);
  await bills.open(undefined, `?customer=${id}`);
  await expect(bills.rows).toHaveCount(1);
  await expect(bills.row(words[0])).toBeVisible();
});
