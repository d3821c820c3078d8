// PortOne's simulator under its official JavaScript SDK.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";

import { PaymentClient } from "@portone/server-sdk";

import { WITHOUT_DESCRIPTION, judgeAnswersFrom } from "./support/description.mjs";
import { API_SECRET, startSimulator } from "./support/simulator.mjs";

const REFUND_ACCOUNT = {
  bank: "SHINHAN",
  number: "110123456789",
  holderName: "김서연",
  holderPhoneNumber: "01023456789",
};
const DAY_MS = 86_400_000;

let simulator;
let payments;
let judged;

before(async () => {
  simulator = await startSimulator();
  judged = judgeAnswersFrom(simulator.baseUrl);
  payments = PaymentClient({ secret: API_SECRET, baseUrl: simulator.baseUrl });
});
after(() => simulator?.stop());

const newId = () => `contract-js-${randomUUID()}`;
const paidByCard = (amountWon = 350_000, plan) => simulator.createPayment(newId(), amountWon, plan);
const inDays = (days) => new Date(Date.now() + days * DAY_MS).toISOString();

function virtualAccount(status) {
  const method = {
    type: "PaymentMethodVirtualAccount",
    bank: "SHINHAN",
    accountNumber: "56211900345678",
    expiredAt: inDays(3),
  };
  return simulator.createPayment(newId(), 350_000, { provider: "SMARTRO_V2", status, method });
}

async function assertRefused(call, error, type) {
  await assert.rejects(call, (thrown) => {
    assert.equal(thrown.name, error);
    assert.equal(thrown.data.type, type);
    return true;
  });
}

describe("reading", () => {
  test("one payment", async () => {
    const paymentId = await paidByCard(350_000, { taxFreeWon: 100_000, orderName: "고2 수학" });
    const payment = await payments.getPayment({ paymentId });
    assert.equal(payment.status, "PAID");
    assert.equal(payment.orderName, "고2 수학");
    assert.equal(payment.method.type, "PaymentMethodCard");
    assert.deepEqual(
      [payment.amount.total, payment.amount.taxFree, payment.amount.cancelled],
      [350_000, 100_000, 0],
    );
  });

  test("an id with signs of its own", async () => {
    const paymentId = await simulator.createPayment(`${newId()} 11월/수강료 50%?#`, 10_000);
    assert.equal((await payments.getPayment({ paymentId })).id, paymentId);
  });

  test("an unknown payment and a wrong secret", async () => {
    const unknown = payments.getPayment({ paymentId: newId() });
    await assertRefused(unknown, "GetPaymentError", "PAYMENT_NOT_FOUND");
    const stranger = PaymentClient({ secret: "a-pg-secret", baseUrl: simulator.baseUrl });
    const refused = stranger.getPayment({ paymentId: newId() });
    await assertRefused(refused, "GetPaymentError", "UNAUTHORIZED");
  });

  test("a page of the list, by status and search", async () => {
    const paymentId = await paidByCard();
    const filter = {
      status: ["PAID"],
      textSearch: [{ field: "PAYMENT_ID", value: paymentId }],
    };
    const found = await payments.getPayments({ page: { number: 0, size: 10 }, filter });
    assert.deepEqual(found.items.map((payment) => payment.id), [paymentId]);
    assert.equal(found.page.totalCount, 1);
    const none = await payments.getPayments({ filter: { ...filter, status: ["CANCELLED"] } });
    assert.deepEqual(none.items, []);
  });

  test("the list by cursor, to its end", async () => {
    const ids = [];
    for (let number = 0; number < 5; number += 1) {
      const requestedAt = `2001-02-03T04:05:0${number}Z`;
      ids.push(await paidByCard(10_000, { requestedAt, paidAt: "2001-02-03T04:06:00Z" }));
    }
    const range = { from: "2001-02-03T04:05:00Z", until: "2001-02-03T04:05:30Z", size: 2 };
    const listed = [];
    for (let cursor; ; ) {
      const { items } = await payments.getAllPaymentsByCursor({ ...range, cursor });
      if (items.length === 0) break;
      listed.push(...items.map((item) => item.payment.id));
      cursor = items.at(-1).cursor;
    }
    const ours = listed.filter((id) => ids.includes(id));
    assert.deepEqual(ours.toSorted(), ids.toSorted());
  });
});

describe("cancelling", () => {
  test("in full", async () => {
    const paymentId = await paidByCard();
    const { cancellation } = await payments.cancelPayment({ paymentId, reason: "고객 요청" });
    assert.deepEqual([cancellation.status, cancellation.totalAmount], ["SUCCEEDED", 350_000]);
    const payment = await payments.getPayment({ paymentId });
    assert.deepEqual([payment.status, payment.amount.cancelled], ["CANCELLED", 350_000]);
    assert.equal(payment.cancellations[0].reason, "고객 요청");
    const truth = await simulator.truth(paymentId);
    assert.deepEqual([truth.refundCount, truth.refundedWon], [1, 350_000]);
  });

  test("in parts, down to zero", async () => {
    const paymentId = await paidByCard();
    const cancel = (amount, currentCancellableAmount) =>
      payments.cancelPayment({
        paymentId,
        amount,
        currentCancellableAmount,
        requester: "ADMIN",
        reason: "수강 변경",
      });
    await cancel(100_000, 350_000);
    assert.equal((await payments.getPayment({ paymentId })).status, "PARTIAL_CANCELLED");
    const stale = cancel(50_000, 350_000);
    await assertRefused(stale, "CancelPaymentError", "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN");
    const tooMuch = cancel(250_001, 250_000);
    await assertRefused(tooMuch, "CancelPaymentError", "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    await cancel(250_000, 250_000);
    assert.equal((await payments.getPayment({ paymentId })).status, "CANCELLED");
    const truth = await simulator.truth(paymentId);
    assert.deepEqual([truth.refundCount, truth.refundedWon], [2, 350_000]);
  });

  test("the tax-free part by itself", async () => {
    const paymentId = await paidByCard(350_000, { taxFreeWon: 100_000 });
    const cancel = (amount, taxFreeAmount) =>
      payments.cancelPayment({ paymentId, amount, taxFreeAmount, reason: "금액 오류" });
    const { cancellation } = await cancel(60_000, 60_000);
    assert.deepEqual([cancellation.taxFreeAmount, cancellation.vatAmount], [60_000, 0]);
    await assertRefused(
      cancel(50_000, 50_000),
      "CancelPaymentError",
      "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT",
    );
    await assertRefused(
      cancel(10_000, 20_000),
      "CancelPaymentError",
      "SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT",
    );
  });

  test("a virtual account, refunded later", async () => {
    const paymentId = await virtualAccount("PAID");
    const order = { paymentId, reason: "수강 취소", refundAccount: REFUND_ACCOUNT };
    const { cancellation } = await payments.cancelPayment(order);
    assert.equal(cancellation.status, "REQUESTED");
    assert.equal((await payments.getPayment({ paymentId })).status, "PAID");
    await simulator.settle(paymentId, true);
    const payment = await payments.getPayment({ paymentId });
    assert.deepEqual([payment.status, payment.cancellations[0].status], ["CANCELLED", "SUCCEEDED"]);
  });

  test("an empty virtual account is closed instead", async () => {
    const paymentId = await virtualAccount("VIRTUAL_ACCOUNT_ISSUED");
    const order = { paymentId, reason: "수강 취소", refundAccount: REFUND_ACCOUNT };
    await assertRefused(payments.cancelPayment(order), "CancelPaymentError", "PAYMENT_NOT_PAID");
    const { closedAt } = await payments.closeVirtualAccount({ paymentId });
    assert.ok(Date.parse(closedAt) > 0, closedAt);
    const again = payments.closeVirtualAccount({ paymentId });
    await assertRefused(again, "CloseVirtualAccountError", "PAYMENT_NOT_WAITING_FOR_DEPOSIT");
  });

  test("what is cancelled already, unknown, or refused by the PG", async () => {
    const paymentId = await paidByCard();
    const cancel = (id) => payments.cancelPayment({ paymentId: id, reason: "고객 요청" });
    await cancel(paymentId);
    await assertRefused(cancel(paymentId), "CancelPaymentError", "PAYMENT_ALREADY_CANCELLED");
    await assertRefused(cancel(newId()), "CancelPaymentError", "PAYMENT_NOT_FOUND");
    const refused = await simulator.createPayment(`${newId()}-sim-pg-refused`, 10_000);
    await assertRefused(cancel(refused), "CancelPaymentError", "PG_PROVIDER");
    const failing = await simulator.createPayment(`${newId()}-sim-failed-200`, 10_000);
    assert.equal((await cancel(failing)).cancellation.status, "FAILED");
    assert.equal((await payments.getPayment({ paymentId: failing })).status, "PAID");
  });

  test("what no request may ask for", async () => {
    const paymentId = await paidByCard(10_000);
    const order = { paymentId, reason: "고객 요청" };
    const refused = (call, type) => assertRefused(call, "CancelPaymentError", type);
    const stranger = PaymentClient({ secret: "a-pg-secret", baseUrl: simulator.baseUrl });
    await refused(stranger.cancelPayment(order), "UNAUTHORIZED");
    await refused(payments.cancelPayment({ ...order, amount: -1 }), "INVALID_REQUEST");
    const vatAmount = 910;
    const tooMuchTax = payments.cancelPayment({ ...order, amount: 5_000, vatAmount });
    await refused(tooMuchTax, "CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT");
    assert.equal((await simulator.truth(paymentId)).refundCount, 0);
  });

  test("a tenth part at KSNET", async () => {
    const paymentId = await paidByCard(10_000, { provider: "KSNET" });
    const cancelPart = () =>
      payments.cancelPayment({ paymentId, amount: 100, reason: "수강 변경" });
    for (let part = 1; part <= 9; part += 1) await cancelPart();
    await assertRefused(cancelPart(), "CancelPaymentError", "MAX_CANCEL_COUNT_REACHED");
    assert.equal((await simulator.truth(paymentId)).refundCount, 9);
  });

  test("a part of a promoted order", async () => {
    const promotionId = "promotion-demo-amount";
    const paymentId = await paidByCard(100_000, { promotionId });
    const cancelPart = (amount, promotionDiscountRetainOption) =>
      payments.cancelPayment({
        paymentId,
        amount,
        promotionDiscountRetainOption,
        reason: "수강 변경",
      });
    const refused = (call, type) => assertRefused(call, "CancelPaymentError", type);
    // What is left would cost more than was paid: its discount is gone.
    const negative = cancelPart(10_000, "RELEASE");
    await refused(negative, "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT");
    await cancelPart(10_000, "RETAIN");
    const changed = cancelPart(10_000, "RELEASE");
    await refused(changed, "PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED");
    const truth = await simulator.truth(paymentId);
    assert.deepEqual([truth.refundCount, truth.refundedWon], [1, 8_000]);
  });
});

describe("what the SDK is not asked for here", () => {
  /** A plain call; its answer is held to the description all the same. */
  async function call(method, path, body, authorization = `PortOne ${API_SECRET}`) {
    const response = await fetch(simulator.baseUrl + path, {
      method,
      headers: { authorization, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json() };
  }

  async function refused(called, status, type) {
    const { status: told, answer } = await called;
    assert.deepEqual([told, answer.type], [status, type]);
  }

  test("logging in with the secret, and for as long as the tokens are renewed", async () => {
    const { answer: first } = await call("POST", "/login/api-secret", { apiSecret: API_SECRET });
    const paymentId = await paidByCard(10_000);
    const read = (token) => call("GET", `/payments/${paymentId}`, undefined, `Bearer ${token}`);
    assert.equal((await read(first.accessToken)).answer.id, paymentId);
    const renew = () => call("POST", "/token/refresh", { refreshToken: first.refreshToken });
    const { answer: second } = await renew();
    assert.equal((await read(second.accessToken)).answer.id, paymentId);
    await refused(renew(), 401, "UNAUTHORIZED");
    await refused(read("another"), 401, "UNAUTHORIZED");
    const wrong = call("POST", "/login/api-secret", { apiSecret: "another" });
    await refused(wrong, 401, "UNAUTHORIZED");
    await refused(call("POST", "/login/api-secret", {}), 400, "INVALID_REQUEST");
    await refused(call("POST", "/token/refresh", {}), 400, "INVALID_REQUEST");
  });

  test("the banks", async () => {
    const { status, answer } = await call("GET", "/banks");
    assert.equal(status, 200);
    const shinhan = answer.items.find((item) => item.bank === "SHINHAN");
    assert.equal(shinhan.name.ko, "신한은행");
  });

  test("the transactions of a payment, in each of its states", async () => {
    const read = async (paymentId) =>
      (await call("GET", `/payments/${paymentId}/transactions`)).answer.items;
    const states = (items) => items.map((item) => item.status);
    const paymentId = await paidByCard(10_000, { failedAttempts: 1 });
    assert.deepEqual(states(await read(paymentId)), ["FAILED", "PAID"]);
    await payments.cancelPayment({ paymentId, amount: 1_000, reason: "고객 요청" });
    assert.deepEqual(states(await read(paymentId)), ["FAILED", "PARTIAL_CANCELLED"]);
    await payments.cancelPayment({ paymentId, reason: "고객 요청" });
    const items = await read(paymentId);
    assert.deepEqual(states(items), ["FAILED", "CANCELLED"]);
    assert.deepEqual(items.map((item) => item.paymentId), [paymentId, paymentId]);
    for (const status of ["READY", "PAY_PENDING", "FAILED"]) {
      const other = await simulator.createPayment(newId(), 10_000, { status });
      assert.deepEqual(states(await read(other)), [status]);
    }
    const waiting = await virtualAccount("VIRTUAL_ACCOUNT_ISSUED");
    assert.deepEqual(states(await read(waiting)), ["VIRTUAL_ACCOUNT_ISSUED"]);
    const unknown = call("GET", `/payments/${newId()}/transactions`);
    await refused(unknown, 404, "PAYMENT_NOT_FOUND");
  });

  test("a cash receipt, from issue to cancel", async () => {
    const paymentId = await virtualAccount("PAID");
    const ofPayment = `/payments/${paymentId}/cash-receipt`;
    await refused(call("GET", ofPayment), 404, "CASH_RECEIPT_NOT_FOUND");
    await refused(call("POST", `${ofPayment}/cancel`), 404, "CASH_RECEIPT_NOT_FOUND");
    const { channel } = await payments.getPayment({ paymentId });
    const order = {
      paymentId,
      channelKey: channel.key,
      type: "PERSONAL",
      orderName: "수학 정규반",
      currency: "KRW",
      amount: { total: 350_000 },
      customer: { identityNumber: "01000000000" },
    };
    const issue = (changes = {}) => call("POST", "/cash-receipts", { ...order, ...changes });
    await refused(issue({ channelKey: "another" }), 404, "CHANNEL_NOT_FOUND");
    await refused(issue({ amount: { total: 0 } }), 400, "INVALID_REQUEST");
    await refused(issue({ storeId: "another" }), 403, "FORBIDDEN");
    const { answer: issued } = await issue();
    await refused(issue(), 409, "CASH_RECEIPT_ALREADY_ISSUED");

    const list = async () => {
      const asked = encodeURIComponent(JSON.stringify({ filter: { paymentId } }));
      return (await call("GET", `/cash-receipts?requestBody=${asked}`)).answer.items;
    };
    const read = async () => (await call("GET", ofPayment)).answer;
    assert.equal((await read()).issueNumber, issued.cashReceipt.issueNumber);
    assert.deepEqual((await list()).map((receipt) => receipt.status), ["ISSUED"]);
    const { answer: cancelled } = await call("POST", `${ofPayment}/cancel`);
    assert.equal(cancelled.cancelledAmount, 350_000);
    await refused(call("POST", `${ofPayment}/cancel`), 404, "CASH_RECEIPT_NOT_ISSUED");
    assert.equal((await read()).status, "CANCELLED");
    assert.deepEqual((await list()).map((receipt) => receipt.status), ["CANCELLED"]);
    assert.equal((await payments.getPayment({ paymentId })).cashReceipt.status, "CANCELLED");
  });

  test("a webhook once more", async () => {
    const paymentId = await paidByCard(10_000);
    await payments.cancelPayment({ paymentId, reason: "고객 요청" });
    const resend = (id, body) => call("POST", `/payments/${id}/resend-webhook`, body);
    const { status, answer } = await resend(paymentId, {});
    assert.deepEqual([status, answer.webhook.trigger], [200, "MANUAL"]);
    const { webhooks } = await payments.getPayment({ paymentId });
    assert.equal(answer.webhook.id, webhooks.at(-1).id);
    await refused(resend(paymentId, { webhookId: "another" }), 404, "WEBHOOK_NOT_FOUND");
    await refused(resend(newId(), {}), 404, "PAYMENT_NOT_FOUND");
  });

  test("a refund on its way is stopped, where the PG can", async () => {
    const stop = (paymentId, cancellationId) =>
      call("POST", `/payments/${paymentId}/cancellations/${cancellationId}/stop`, {});
    const account = await virtualAccount("PAID");
    const order = { reason: "수강 취소", refundAccount: REFUND_ACCOUNT };
    const atBank = await payments.cancelPayment({ paymentId: account, ...order });
    await refused(stop(account, atBank.cancellation.id), 502, "PG_PROVIDER");
    await refused(stop(account, "another"), 404, "PAYMENT_CANCELLATION_NOT_FOUND");
    await refused(stop(newId(), "another"), 404, "PAYMENT_NOT_FOUND");

    const method = { type: "PaymentMethodCrypto" };
    const crypto = await simulator.createPayment(newId(), 10_000, { provider: "TRIPLE_A", method });
    const { cancellation } = await payments.cancelPayment({
      paymentId: crypto,
      reason: "수강 취소",
      refundEmail: "a@example.invalid",
    });
    const { status, answer } = await stop(crypto, cancellation.id);
    assert.equal(status, 200);
    assert.ok(Date.parse(answer.stoppedAt) > 0, answer.stoppedAt);
    await refused(stop(crypto, cancellation.id), 409, "PAYMENT_CANCELLATION_NOT_PENDING");
    const { cancellations } = await payments.getPayment({ paymentId: crypto });
    assert.equal(cancellations[0].status, "FAILED");
  });

  test("a promotion", async () => {
    for (const [id, scheme] of [
      ["promotion-demo-percent", { type: "PERCENT", percent: 10 }],
      ["promotion-demo-amount", { type: "AMOUNT", amount: 20_000 }],
    ]) {
      const { answer } = await call("GET", `/promotions/${id}`);
      assert.deepEqual(answer.discountPolicy.partitions, [{ amountFrom: 100_000, scheme }]);
    }
    await refused(call("GET", "/promotions/another"), 404, "PROMOTION_NOT_FOUND");
  });

  test("a store that is not ours", async () => {
    const paymentId = await paidByCard(10_000);
    for (const path of ["", "/transactions", "/cash-receipt"]) {
      const asked = call("GET", `/payments/${paymentId}${path}?storeId=another`);
      await refused(asked, 403, "FORBIDDEN");
    }
    for (const path of ["/cancel", "/resend-webhook", "/cancellations/another/stop"]) {
      const asked = call("POST", `/payments/${paymentId}${path}`, {
        reason: "고객 요청",
        storeId: "another",
      });
      await refused(asked, 403, "FORBIDDEN");
    }
  });
});

test("every answer was as the vendor describes it", { skip: WITHOUT_DESCRIPTION }, () => {
  assert.ok(judged.count > 80, `${judged.count} answers were judged`);
});
