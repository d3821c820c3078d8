import { expect, test } from "../fixtures";
import { HistoryPage } from "../pages/history_page";
import { PAYER, freshWord, virtualAccount } from "../support/blueprints";

const ROWS_OF_A_PAGE = 50;

test("a history that was read further keeps its rows while one of them changes", async ({
  page,
  desk,
  control,
}) => {
  const word = freshWord();
  const payment = await desk.receive(virtualAccount({ orderName: word }));
  const refund_account = { bank: "SHINHAN", number: "110123456789", holder_name: PAYER };
  expect((await desk.requestCancel(payment, { refund_account })).status()).toBe(201);
  await desk.expectState(payment, "sent");

  const history = new HistoryPage(page);
  await history.open("?period=3m");
  await expect(history.row(word)).toContainText("취소 진행 중");
  await expect(history.rows).toHaveCount(ROWS_OF_A_PAGE);
  await history.more.click();
  await expect(history.rows).toHaveCount(2 * ROWS_OF_A_PAGE);

  await control.settle(payment.gatewayId, true);
  await expect(history.row(word)).toContainText("취소됨");
  await expect(history.rows).toHaveCount(2 * ROWS_OF_A_PAGE);
});
