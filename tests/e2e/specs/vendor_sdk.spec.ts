// Input that nobody here made up: requests of the vendor's official SDK on its wire.

import { PaymentClient } from "@portone/server-sdk";

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { portoneUrl } from "../support/addresses";
import { card, freshWord } from "../support/blueprints";

const vendor = PaymentClient({ secret: "demo-portone-secret", baseUrl: portoneUrl });

test("what another program cancelled over the vendor's SDK is seen, explained and finished", async ({
  page,
  desk,
}) => {
  const order = freshWord();
  const payment = await desk.receive(card({ orderName: order }));
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await list.open(`?q=${order}`);
  await list.openRow(order);
  await expect(inspector.cancel).toBeEnabled();

  const { gatewayId: paymentId } = payment;
  await vendor.cancelPayment({ paymentId, amount: 50_000, reason: "학부모 앱에서 취소" });

  await expect(list.row(order)).toContainText("밖에서 취소됨");
  await expect(inspector.hints).toContainText("PG에서 먼저 취소된 금액이 있어요");
  await expect(inspector.cancel).toBeDisabled();
  await inspector.askGateway.click();
  await expect(inspector.cancellations).toContainText("-50,000");
  await expect(list.row(order)).toContainText("부분취소");
  await expect(list.row(order)).toContainText("300,000");

  await inspector.cancel.click();
  await dialog.chooseReason();
  await expect(dialog.confirm).toHaveText("300,000원 결제취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("300,000원을 취소했어요");

  const told = await vendor.getPayment({ paymentId });
  expect(told).toMatchObject({
    status: "CANCELLED",
    amount: { cancelled: 350_000 },
    cancellations: [{}, {}],
  });
  const history = new HistoryPage(page);
  await history.open("?period=today");
  const found = history.row(order);
  await expect(found).toHaveCount(2);
  await expect(found.filter({ hasText: "-50,000" })).toContainText("PG에서 발견");
  await expect(found.filter({ hasText: "-300,000" })).toContainText("김하늘");
});

test("a cancel from the browser is what the vendor's SDK reads and lists", async ({ page, desk }) => {
  const payment = await desk.receive(card());
  const { gatewayId: paymentId } = payment;
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancelPart.click();
  await dialog.amount.fill("120000");
  await dialog.chooseReason("중복 결제");
  await dialog.note.fill("두 번 결제됐어요");
  await dialog.confirm.click();
  await dialog.expectOutcome("120,000원을 취소했어요");

  const told = await vendor.getPayment({ paymentId });
  expect(told).toMatchObject({
    status: "PARTIAL_CANCELLED",
    cancellations: [{ status: "SUCCEEDED", totalAmount: 120_000, reason: expect.stringMatching(/^중복 결제/) }],
  });
});
