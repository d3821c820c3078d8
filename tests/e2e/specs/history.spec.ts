import { randomInt } from "node:crypto";

import { expect, test } from "../fixtures";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { card, freshWord, lastMonth } from "../support/blueprints";

test("the history is narrowed by kind, state and amount and tells each story", async ({
  page,
  desk,
}) => {
  const word = freshWord();
  const [whole, part, taken] = [`${word} 전액`, `${word} 일부`, `${word} 되돌림`];
  // Nobody else's.
  const amountWon = randomInt(5_000_000, 6_000_000);
  const amount = amountWon.toLocaleString("ko-KR");
  const first = await desk.receive(card({ orderName: whole, amountWon }));
  const second = await desk.receive(card({ orderName: part }));
  await desk.requestCancel(first, { reason_code: "other", note: "이사로 그만둠" });
  await desk.requestCancel(second, { kind: "partial", amount_won: 10_100 });
  const third = await desk.receive(card({ orderName: taken }));
  await desk.withdraw(await desk.requestCancel(third));
  await desk.expectState(first, "succeeded");
  await desk.expectState(second, "succeeded");

  const history = new HistoryPage(page);
  await history.open();
  const ours = history.row(word);
  await expect(ours).toHaveCount(3);
  await history.period("지난달").check();
  await expect(ours).toHaveCount(0);
  await history.period("오늘").check();
  await expect(ours).toHaveCount(3);
  await expect(ours.filter({ hasText: "이사로 그만둠" })).toHaveCount(1);
  await history.search.fill(whole);
  await expect(history.rows).toHaveCount(1);
  await history.search.fill("");
  await expect(ours).toHaveCount(3);
  await history.filter("종류").selectOption("부분취소");
  await expect(ours).toHaveCount(1);
  await expect(history.row(part)).toContainText("-10,100");
  await history.filter("종류").selectOption("종류");
  await history.filter("상태").selectOption("되돌림");
  await expect(ours).toHaveCount(1);
  await expect(history.row(taken)).toBeVisible();
  await history.filter("상태").selectOption("상태");
  await history.filter("채널").selectOption("부트페이");
  await expect(ours).toHaveCount(0);
  await history.filter("채널").selectOption("채널");
  await history.filter("취소한 사람").selectOption("박지훈");
  await expect(ours).toHaveCount(0);
  await history.filter("취소한 사람").selectOption("김하늘");
  await expect(ours).toHaveCount(3);
  await history.amount("최소 금액").fill(amount);
  await history.amount("최대 금액").fill(amount);
  await expect(history.rows).toHaveCount(1);
  await expect(history.sums).toHaveText(`1건 · 장부에 취소로 적힌 금액 -${amount}원`);
  await expect(page).toHaveURL(new RegExp(`amount_min=${amountWon}&amount_max=${amountWon}`));

  await history.row(whole).getByRole("link").click();
  await expect(history.story).toContainText("이사로 그만둠");
  await expect(history.story).toContainText("취소를 요청했어요.");
  await expect(history.story).toContainText("김하늘");
  await history.story.getByRole("link", { name: "이 결제 보기" }).click();
  await expect(page).toHaveURL(new RegExp(`/payments/${first.id}`));
  await expect(new Inspector(page).amount).toHaveText(`${amount}원`);
});

test("amounts that contradict each other stay as typed, with what is wrong", async ({ page }) => {
  const history = new HistoryPage(page);
  await page.goto("/cancellations?amount_max=10000");
  await history.amount("최소 금액").fill("20000");
  await expect(page.getByText("최소 금액이 최대 금액보다 커요.")).toBeVisible();
  await expect(history.amount("최소 금액")).toHaveValue("20,000");
  await expect(history.amount("최대 금액")).toHaveValue("10,000");
  await expect(page).not.toHaveURL(/amount_min/);

  await history.amount("최소 금액").fill("9000");
  await expect(page).toHaveURL(/amount_min=9000&amount_max=10000/);
  await expect(page.getByText("최소 금액이 최대 금액보다 커요.")).toBeHidden();
});

test("a period is chosen with a click, and a reload keeps its rows", async ({ page }) => {
  const history = new HistoryPage(page);
  const month = lastMonth().slice(0, 7).replace("-", ".");
  await history.open();
  await expect(history.period("이번 달")).toBeChecked();
  await history.period("지난달").check();
  await expect(page).toHaveURL(/\/cancellations\?period=last_month$/);
  await expectOnly(month);
  await page.reload();
  await expect(history.period("지난달")).toBeChecked();
  await expectOnly(month);

  const date = (await history.moments()).at(-1)?.slice(0, 10) ?? "";
  const day = date.replaceAll(".", "-");
  await history.period("직접").check();
  await history.days(day, day);
  await expect(page).toHaveURL(new RegExp(`/cancellations\\?from=${day}&to=${day}$`));
  await expectOnly(date);
  await page.reload();
  await expect(history.period("직접")).toBeChecked();
  await expectOnly(date);

  async function expectOnly(beginning: string): Promise<void> {
    const begin = (at: string) => at.slice(0, beginning.length);
    await expect
      .poll(async () => [...new Set((await history.moments()).map(begin))])
      .toEqual([beginning]);
  }
});
