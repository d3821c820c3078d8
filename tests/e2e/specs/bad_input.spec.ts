// What nobody should type, in the places that have no spec of their own: billing again, sending a bill,
// searching. Each is told at its field, and neither desk nor vendor does anything.

import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { RebillDialog } from "../pages/rebill_dialog";
import { card, freshWord } from "../support/blueprints";

/** What is typed, what the box makes of it, what is said. 120,000 won were cancelled. */
const AMOUNTS = [
  { typed: "0", shown: "0", said: "1원 이상 적어 주세요." },
  { typed: "120001", shown: "120,001", said: "다시 청구할 수 있는 금액은 120,000원까지예요." },
  { typed: "9".repeat(20), shown: "999,999,999,999", said: "120,000원까지예요." },
  { typed: "많이", shown: "", said: "금액을 적어 주세요." },
];

const NAMES = [
  { typed: "", said: "항목 이름을 적어 주세요." },
  { typed: "가".repeat(61), said: "60자까지 적을 수 있어요." },
];

const PHONES = ["1234", "01012345", "전화번호", "+82 10 1234 5678 9"];

test("what cannot be billed again is told in the dialog, and no bill is made", async ({
  page,
  desk,
}) => {
  const origin = await desk.receiveCancelled(card({ amountWon: 120_000 }));
  const inspector = new Inspector(page);
  const rebill = new RebillDialog(page);
  await inspector.open(origin);
  await inspector.rebill.click();
  for (const { typed, shown, said } of AMOUNTS) {
    await rebill.amounts.fill(typed);
    await expect(rebill.amounts).toHaveValue(shown);
    await rebill.confirm.click();
    await expect(rebill.dialog).toContainText(said);
  }
  await rebill.amounts.fill("120000");
  for (const { typed, said } of NAMES) {
    await rebill.names.fill(typed);
    await rebill.confirm.click();
    await expect(rebill.dialog).toContainText(said);
  }
  expect((await desk.detail(origin)).rebill?.bills).toEqual([]);
});

test("a bill is sent to no number that is none, and not without a day to pay", async ({
  page,
  desk,
}) => {
  const origin = await desk.receiveCancelled(card({ amountWon: 70_000 }));
  const bill = await desk.rebill(origin, freshWord());
  const bills = new BillsPage(page);
  await bills.open(bill);
  await bills.send.click();
  const phone = bills.dialog.getByRole("textbox", { name: "휴대폰 번호" });
  for (const wrong of PHONES) {
    await phone.fill(wrong);
    await bills.confirm("70,000원 청구서 보내기").click();
    await expect(phone).toHaveAccessibleDescription(/휴대폰 번호를 확인해 주세요/);
  }
  await phone.fill("010-2345-6789");
  await bills.dialog.getByLabel("납부 기한").fill("2020-01-01");
  await bills.confirm("70,000원 청구서 보내기").click();
  await expect(bills.dialog).toContainText("오늘부터 1년 안의 날을 골라 주세요.");
  expect(await desk.bill(bill)).toMatchObject({ status: "unsent", bill_number: null });
});

/** What stands behind a word that is found, and whether it is still: signs are no part of a search. */
const SEARCHES = [
  { hostile: "%", found: 1 },
  { hostile: "_", found: 1 },
  { hostile: "'; drop table payments; --", found: 0 },
  { hostile: "<img src=x>", found: 0 },
];

for (const { hostile, found } of SEARCHES) {
  test(`a search with ${hostile} shows nobody else's payments`, async ({ page, desk }) => {
    const order = freshWord();
    await desk.receive(card({ orderName: order }));
    const list = new PaymentsPage(page);
    await list.open(`?q=${order}`);
    await list.expectOrders(order);
    await list.look(`${order}${hostile}`);
    await expect(page).toHaveURL(new RegExp(`q=${order}.`));
    await expect(list.rows).toHaveCount(found);
    await expect(page.locator("img[src=x]")).toHaveCount(0);
    await list.look(order);
    await list.expectOrders(order);
  });
}

test("a search that is too long is told, and a shorter one goes on", async ({ page, desk }) => {
  const order = freshWord();
  await desk.receive(card({ orderName: order }));
  const list = new PaymentsPage(page);
  await list.open(`?q=${order}`);
  await list.expectOrders(order);
  await list.look("가".repeat(500));
  await expect(page.getByText("조회 조건이 맞지 않아요. 조건을 고쳐 주세요.")).toBeVisible();
  await list.look(order);
  await list.expectOrders(order);
});
