import { expect, test } from "../fixtures";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { card, emptyAccount, freshWord, lastMonth, virtualAccount } from "../support/blueprints";
import { expectCells } from "../support/columns";
import type { Summary } from "../support/desk";
import { cardMethod } from "../support/recipes";

const STATUSES: Record<string, string> = {
  paid: "결제완료",
  partially_cancelled: "부분취소",
  cancelled: "결제취소",
  unpaid: "미납",
  void: "파기",
};

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

test("each status counts exactly what it shows, and 어긋남 shows what the PG tells differently", async ({
  page,
  desk,
  control,
}) => {
  const word = freshWord();
  const [paid, partly, cancelled] = [`${word} 결제`, `${word} 일부`, `${word} 전액`];
  const [unpaid, closed] = [`${word} 미입금`, `${word} 닫음`];
  const [outside, running] = [`${word} 밖에서`, `${word} 보내는 중`];
  await desk.receive(card({ orderName: paid }));
  const part = await desk.receive(card({ orderName: partly }));
  await desk.requestCancel(part, { kind: "partial", amount_won: 40_000 });
  await desk.receiveCancelled(card({ orderName: cancelled }));
  await desk.receive(emptyAccount({ orderName: unpaid }));
  const empty = await desk.receive(emptyAccount({ orderName: closed }));
  await page.request.post(`/api/payments/${empty.id}/void`);
  const ahead = await desk.receive(card({ orderName: outside }));
  await control.cancelOutside(ahead.gatewayId);
  await desk.expectState(part, "succeeded");
  const agreement = async () => (await desk.detail(ahead)).payment.agreement;
  await expect.poll(agreement).toBe("gateway_ahead");
  const sent = await desk.receive(card({ orderName: running }));
  // Not answered until all is seen.
  await control.fault({ kind: "slow", paymentId: sent.gatewayId, delayMs: 30_000 });
  await desk.requestCancel(sent);

  const shown = {
    진행: [running],
    결제완료: [paid, outside, running],
    부분취소: [partly],
    결제취소: [cancelled],
    미납: [unpaid],
    파기: [closed],
    전체: [paid, partly, cancelled, unpaid, closed, outside, running],
    어긋남: [outside],
  };
  const list = new PaymentsPage(page);
  await list.open(`?q=${word}`);
  expect(counted(await desk.summary(`q=${word}`))).toEqual(lengths(shown));
  for (const [name, orders] of Object.entries(shown)) {
    await expect(list.counted(name, orders.length)).toBeVisible();
    await list.status(name).check();
    await list.expectOrders(...orders);
  }
  await expect(page).toHaveURL(/status=follow_up/);
  await expect(list.row(outside)).toContainText("밖에서 취소됨");
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

test("each column of a payment has its value; who cancelled stands beside it, and the note in the story", async ({
  page,
  desk,
}) => {
  const order = freshWord();
  const [paidAt, number] = [lastMonth(), "40917283"];
  const method = cardMethod({ name: "신한카드" }, { approvalNumber: number });
  const payment = await desk.receive(card({ orderName: order, amountWon: 123_000, paidAt, method }));
  await desk.requestCancel(payment, {
    kind: "partial",
    amount_won: 23_000,
    expected_cancellable_won: 123_000,
    note: "이사로 그만둠",
  });
  await desk.expectState(payment, "succeeded");

  const list = new PaymentsPage(page);
  await list.open(`?period=last_month&q=${order}`);
  await expect(list.rows).toHaveCount(1);
  await expectCells(list.table, list.row(order), {
    상태: "부분취소",
    고객: `김*연${order}`,
    수단: "신한카드",
    금액: "123,000",
    "남은 금액": "100,000",
    결제일시: new RegExp(`^([0-9]{4}\\.)?${paidAt.slice(5, 10).replace("-", ".")} 12:00$`),
    승인번호: number,
  });

  await list.openRow(order);
  await expect(new Inspector(page).cancellations).toContainText(/-23,000.*고객 요청 · 김하늘/);

  const history = new HistoryPage(page);
  await history.open(`?period=today&q=${order}`);
  await expectCells(history.table, history.row(order), {
    상태: "취소됨",
    종류: "부분취소",
    "취소 금액": "-23,000",
    사유: "고객 요청",
    "취소한 사람": "김하늘",
  });
  await history.row(order).getByRole("link").click();
  await expect(history.story).toContainText("메모이사로 그만둠");
});

/** What the chips have to say, by their names. */
function counted({ by_status, in_flight, disagreeing }: Summary): Record<string, number> {
  const each = by_status.map(({ status, sums }) => [STATUSES[status], sums.count] as const);
  const all = each.reduce((sum, [, count]) => sum + count, 0);
  return { ...Object.fromEntries(each), 전체: all, 진행: in_flight, 어긋남: disagreeing };
}

function lengths(lists: Record<string, unknown[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]));
}
