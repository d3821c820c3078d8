import type { Route } from "@playwright/test";

import { expect, test } from "../fixtures";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";

test("a list misses nothing of what happens before it hears of changes", async ({ page, desk }) => {
  const word = freshWord();
  const payment = await desk.receive(card({ orderName: word }));
  const payments = new PaymentsPage(page);
  const held: Route[] = [];
  await page.route("**/api/events", (route) => void held.push(route), { times: 1 });

  await payments.open(`?q=${word}`);
  await expect(payments.row(word)).toContainText("결제완료");
  await expect.poll(() => held.length).toBe(1);
  expect((await desk.requestCancel(payment)).ok()).toBe(true);
  await desk.expectState(payment, "succeeded");
  // Nobody has told it yet.
  await expect(payments.row(word)).toContainText("결제완료");
  await held[0].continue();
  await expect(payments.row(word)).toContainText("결제취소");
});
