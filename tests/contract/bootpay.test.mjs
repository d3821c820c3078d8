// Bootpay's simulator, V2, under its official JavaScript SDK. Only the SDK's table of addresses
// is changed; what it sends and reads is its own.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";

import { Bootpay } from "@bootpay/backend-js";

import { startSimulator } from "./support/simulator.mjs";

const BY_TOKEN = {
  application_id: "demo-bootpay-app",
  private_key: "demo-bootpay-key",
};
const BY_KEYS = { client_key: "demo-bootpay-client-key", secret_key: "demo-bootpay-secret-key" };
const REFUND = { bank_account: "675601010124", bank_username: "김서연", bank_code: "004" };
const CANCELLER = { cancel_username: "관리자", cancel_message: "고객 요청" };

let simulator;

before(async () => {
  simulator = await startSimulator();
  Bootpay.API_ENTRYPOINTS.production = `${simulator.bootpayUrl}/v2`;
});
after(() => simulator?.stop());

async function signIn(configuration) {
  Bootpay.setToken(undefined);
  Bootpay.setConfiguration({ ...configuration });
  return Bootpay.getAccessToken();
}

const newOrder = () => `contract-js-${randomUUID()}`;
const paid = (amountWon = 350_000, plan) =>
  simulator.createBootpayPayment(newOrder(), amountWon, plan);

async function assertRefused(call, errorCode) {
  await assert.rejects(call, (thrown) => {
    assert.equal(thrown.error_code, errorCode);
    assert.equal(typeof thrown.message, "string");
    return true;
  });
}

describe("signing in", () => {
  test("with a token that lives for half an hour at most", async () => {
    const { access_token: token, expire_in: seconds } = await signIn(BY_TOKEN);
    assert.match(token, /^[0-9a-f]{64}$/);
    assert.ok(seconds > 0 && seconds <= 1_800, `${seconds} s`);
    const receiptId = await paid();
    assert.equal((await Bootpay.receiptPayment(receiptId)).receipt_id, receiptId);
  });

  test("with a pair of keys, without a token", async () => {
    await signIn(BY_KEYS);
    const receiptId = await paid();
    assert.equal((await Bootpay.receiptPayment(receiptId)).receipt_id, receiptId);
  });

  test("with wrong keys", async () => {
    await assertRefused(signIn({ ...BY_TOKEN, application_id: "another" }), "APP_KEY_NOT_FOUND");
    await assertRefused(signIn({ ...BY_TOKEN, private_key: "another" }), "APP_SK_NOT_MATCHED");
    await signIn({ ...BY_KEYS, secret_key: "another" });
    await assertRefused(Bootpay.receiptPayment(await paid()), "TOKEN_KEY_INVALID");
  });
});

for (const [how, configuration] of Object.entries({ token: BY_TOKEN, keys: BY_KEYS })) {
  describe(`signed in with ${how}`, () => {
    before(() => signIn(configuration));

    test("a receipt has everything that the SDK's types promise", async () => {
      const receiptId = await paid(350_000, { taxFreeWon: 100_000, orderName: "고2 수학" });
      const receipt = await Bootpay.receiptPayment(receiptId, true);
      assert.deepEqual(
        [receipt.price, receipt.tax_free, receipt.cancelled_price, receipt.status],
        [350_000, 100_000, 0, 1],
      );
      assert.deepEqual([receipt.order_name, receipt.status_locale], ["고2 수학", "결제완료"]);
      for (const name of [
        "order_id", "company_name", "gateway_url", "pg", "method", "method_symbol",
        "method_origin", "method_origin_symbol", "requested_at", "purchased_at", "receipt_url",
      ]) {
        assert.equal(typeof receipt[name], "string", name);
      }
      assert.deepEqual([receipt.sandbox, receipt.cancelled_tax_free], [false, 0]);
      for (const name of ["tid", "card_approve_no", "card_no", "card_quota", "card_company_code",
        "card_company", "card_interest"]) {
        assert.equal(typeof receipt.card_data[name], "string", name);
      }
      await assertRefused(Bootpay.receiptPayment("none"), "RC_NOT_FOUND");
    });

    test("a full cancel, and once more", async () => {
      const receiptId = await paid();
      const cancelled = await Bootpay.cancelPayment({ receipt_id: receiptId, ...CANCELLER });
      assert.deepEqual([cancelled.status, cancelled.cancelled_price], [20, 350_000]);
      assert.deepEqual(await Bootpay.receiptPayment(receiptId), cancelled);
      const again = Bootpay.cancelPayment({ receipt_id: receiptId, ...CANCELLER });
      await assertRefused(again, "RC_ALREADY_CANCELLED");
      const truth = await simulator.bootpayTruth(receiptId);
      assert.deepEqual([truth.refundCount, truth.refundedWon], [1, 350_000]);
      assert.equal(truth.refunds[0].canceller, "관리자");
    });

    test("partial cancels down to zero", async () => {
      const receiptId = await paid(350_000, { pg: "kcp" });
      const cancel = (won, cancelId) =>
        Bootpay.cancelPayment({
          receipt_id: receiptId, cancel_price: won, cancel_id: cancelId, ...CANCELLER,
        });
      assert.deepEqual(
        [(await cancel(100_000, "a")).status, (await cancel(50_000, "b")).cancelled_price],
        [20, 150_000],
      );
      await assertRefused(cancel(50_000, "a"), "RC_CANCEL_SERVER_ERROR");
      await assertRefused(cancel(200_001, "c"), "RC_CANCEL_SERVER_ERROR");
      await assertRefused(cancel(1_000, "d"), "RC_CANCEL_SERVER_ERROR");
      await cancel(200_000, "e");
      const truth = await simulator.bootpayTruth(receiptId);
      assert.deepEqual(truth.refunds.map((refund) => refund.amountWon), [100_000, 50_000, 200_000]);
    });

    test("a virtual account goes back to the customer's account", async () => {
      const method = { kind: "virtual_account" };
      const receiptId = await paid(350_000, { pg: "kcp", method });
      const order = { receipt_id: receiptId, ...CANCELLER };
      await assertRefused(Bootpay.cancelPayment(order), "RC_CANCEL_SERVER_ERROR");
      const cancelled = await Bootpay.cancelPayment({ ...order, refund: REFUND });
      assert.equal(cancelled.vbank_data.bank_code, "088");
      const truth = await simulator.bootpayTruth(receiptId);
      assert.equal(truth.refundedWon, 350_000);
      assert.deepEqual(truth.refunds[0].account, {
        bankCode: "004", number: "675601010124", holder: "김서연",
      });
    });

    test("cash receipts, on a payment and by themselves", async () => {
      const receiptId = await paid(11_000, { pg: "kcp", method: { kind: "bank" } });
      const identity = { identity_no: "01012345678", cash_receipt_type: "소득공제" };
      const published = await Bootpay.cashReceiptPublishOnReceipt({
        receipt_id: receiptId, ...identity,
      });
      assert.equal(typeof published.cash_receipt_data.cash_receipt_no, "string");
      const withdraw = () =>
        Bootpay.cashReceiptCancelOnReceipt({ receipt_id: receiptId, ...CANCELLER });
      assert.equal((await withdraw()).cash_receipt_data, undefined);
      await assertRefused(withdraw(), "RC_CASH_RECEIPT_FAILED");
      const standalone = await Bootpay.requestCashReceipt({
        price: 11_000, order_name: "교재비", order_id: newOrder(), ...identity,
      });
      const cancelled = await Bootpay.cancelCashReceipt({
        receipt_id: standalone.receipt_id, ...CANCELLER,
      });
      assert.equal(cancelled.status, 20);
    });

    test("a lost PG, with the money gone and not", async () => {
      for (const [fault, refunds] of [["http-500", 0], ["http-500-after", 1]]) {
        const order = `${newOrder()}-sim-${fault}`;
        const receiptId = await simulator.createBootpayPayment(order, 10_000);
        const lost = Bootpay.cancelPayment({ receipt_id: receiptId, ...CANCELLER });
        await assertRefused(lost, "RC_CANCEL_CRITICAL_ERROR");
        assert.equal((await simulator.bootpayTruth(receiptId)).refundCount, refunds, fault);
      }
    });
  });
}
