import { expect, test } from "../fixtures";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord, lastMonth, virtualAccount } from "../support/blueprints";

test("a payment is found by status and period", async ({ page, desk }) => {
  const word = freshWord();
  const [now, then, partly] = [`${word} 이번 달`, `${word} 지난달`, `${word} 일부`];
  await desk.receive(card({ orderName: now }));
  await desk.receive(card({ orderName: then, paidAt: lastMonth() }));
  const part = await desk.receive(card({ orderName: partly, amountWon: 100_000 }));
  await desk.requestCancel(part, { kind: "partial", amount_won: 40_000 });
  await desk.expectState(part, "succeeded");

  const list = new PaymentsPage(page);
  await list.open();
  await list.look(word);
  await list.expectOrders(now, partly);
  await expect(list.period("이번 달")).toBeChecked();
  await expect(list.sums).toContainText("2건 · 450,000원");

  await list.period("지난달").check();
  await list.expectOrders(then);
  await expect(page).toHaveURL(/period=last_month/);

  await list.period("3개월").check();
  await list.expectOrders(now, then, partly);

  await list.status("부분취소").check();
  await list.expectOrders(partly);
  await expect(list.sums).toContainText("취소 -40,000원");
  await expect(list.row(partly)).toContainText("60,000");

  await list.basis("취소일").check();
  await list.period("오늘").check();
  await list.expectOrders(partly);
});

test("a payment is found by two days, method and channel, and a reload finds it again", async ({
  page,
  desk,
}) => {
  const word = freshWord();
  const [byCard, byAccount] = [`${word} 카드`, `${word} 계좌`];
  const paidAt = lastMonth();
  await desk.receive(card({ orderName: byCard, paidAt }));
  await desk.receive(virtualAccount({ orderName: byAccount, paidAt }));

  const list = new PaymentsPage(page);
  await list.open();
  await list.look(word);
  await list.period("직접").check();
  // In Korea it is noon of that day.
  const day = paidAt.slice(0, 10);
  await list.days(day, day);
  await list.expectOrders(byCard, byAccount);

  await list.method.selectOption({ label: "가상계좌" });
  await list.expectOrders(byAccount);
  await list.channel.selectOption({ label: "포트원" });
  await list.expectOrders(byAccount);
  await page.reload();
  await list.expectOrders(byAccount);

  await list.channel.selectOption({ label: "부트페이" });
  await expect(page.getByText("이 조건에 맞는 결제가 없어요")).toBeVisible();
});

test("an empty result offers a wider period", async ({ page, desk }) => {
  const order = freshWord();
  await desk.receive(card({ orderName: order, paidAt: lastMonth() }));

  const list = new PaymentsPage(page);
  await list.open();
  await list.look(order);
  await expect(page.getByText("이 조건에 맞는 결제가 없어요")).toBeVisible();
  await page.getByRole("button", { name: "3개월로 넓히기" }).click();
  await list.expectOrders(order);
});
