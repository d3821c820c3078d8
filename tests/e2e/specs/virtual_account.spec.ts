import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PAYER, virtualAccount } from "../support/blueprints";

/** When the desk looks by itself at what the vendor has accepted and settles later. */
const LOOKED_AFTER_MS = 10_000;

test("a virtual account's refund is pending until the vendor tells that the bank has paid", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(virtualAccount());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await expect(inspector.hints).toContainText("환불받을 계좌");
  await inspector.cancel.click();
  await dialog.chooseReason("수강 취소");
  await dialog.fillAccount({ bank: "신한은행", number: "110-123-456789", holder: PAYER });
  await expect(dialog.confirm).toHaveText("180,000원 결제취소");
  await dialog.confirm.click();

  await dialog.expectOutcome("은행에서 1~2영업일 안에 보내요");
  await expect(inspector.panel).toContainText("취소 진행 중");
  const pending = await control.payment(payment.gatewayId);
  expect(pending).toMatchObject({ refundCount: 0, pending: [{}] });

  await control.settle(payment.gatewayId, true);
  await dialog.expectOutcome("180,000원을 취소했어요");
  await dialog.close();
  await expect(inspector.panel).not.toContainText("취소 진행 중");
  await expect(inspector.cancellations).toContainText("취소됨");
  const settled = await control.payment(payment.gatewayId);
  expect(settled).toMatchObject({ refundCount: 1, refundedWon: 180_000, pending: [] });

  await expect
    .poll(() => control.told(payment.gatewayId))
    .toEqual(["Transaction.Paid", "Transaction.CancelPending", "Transaction.Cancelled"]);
  const [{ accepted_at, settled_at }] = (await desk.detail(payment)).cancellations;
  expect(between(accepted_at, settled_at)).toBeLessThan(LOOKED_AFTER_MS);
});

test("a refund that the bank returns is told, and the money is still here", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(virtualAccount());
  const account = { bank: "SHINHAN", number: "110123456789", holder_name: PAYER };
  expect((await desk.requestCancel(payment, { refund_account: account })).status()).toBe(201);
  await expect
    .poll(async () => (await control.payment(payment.gatewayId)).pending.length)
    .toBe(1);
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.cancellations).toContainText("취소 진행 중");

  await control.settle(payment.gatewayId, false);
  await inspector.askGateway.click();
  await expect(inspector.cancellations).toContainText("취소 안 됨");
  await expect(inspector.cancel).toBeEnabled();
});

/** In milliseconds; no number while one of them is missing. */
function between(first: string | null, second: string | null): number {
  return Date.parse(second ?? "") - Date.parse(first ?? "");
}
