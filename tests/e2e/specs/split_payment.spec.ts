// 분할 결제: each part is a payment of its own, with a cancel of its own. At a desk of its own, since no vendor
// tells of payments at a terminal.

import { expect, onDeskOfItsOwn, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { TerminalWizard } from "../pages/terminal_wizard";
import { freshWord } from "../support/blueprints";
import { Van } from "../support/van";

const COLUMNS = "payment_id,channel,method,approval_number,paid_at,order_name,amount_won";

const PARTS = [
  { number: "39000001", amountWon: 200_000, sum: "200,000" },
  { number: "39000002", amountWon: 150_000, sum: "150,000" },
];

test.use(onDeskOfItsOwn);

test("of an order that two cards paid each is cancelled apart", async ({ page, visit, ownDesk }) => {
  test.setTimeout(180_000);
  const order = freshWord();
  const now = new Date().toISOString();
  const van = new Van(page.request, ownDesk.controlUrl);
  for (const { number, amountWon } of PARTS) await van.approve(number, amountWon);
  const rows = PARTS.map(({ number, amountWon }) =>
    [number, "terminal", "card", number, now, order, amountWon].join(","),
  );
  await ownDesk.importCsv([COLUMNS, ...rows].join("\n"));
  await visit.logIn("staff");
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await list.open(`?q=${order}`);
  await expect(list.rows).toHaveCount(2);
  await expect(list.sums).toContainText("2건 · 350,000원");

  for (const [place, { number, sum }] of PARTS.entries()) {
    await list.openRow(number);
    await expect(inspector.amount).toHaveText(`${sum}원`);
    await inspector.cancel.click();
    await wizard.send();
    await wizard.expectScene("카드를 넣어 주세요");
    await van.insertCard();
    await wizard.expectScene("취소했어요", { timeout: 60_000 });
    await wizard.close();

    for (const [other, part] of PARTS.entries()) {
      const isCancelled = other <= place;
      await expect(list.row(part.number)).toContainText(isCancelled ? "결제취소" : "결제완료");
      expect((await van.approval(part.number)).refundCount).toBe(isCancelled ? 1 : 0);
    }
  }
});
