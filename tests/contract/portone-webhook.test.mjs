// A webhook of PortOne's simulator under the verification of the official JavaScript SDK.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";

import { PaymentClient, Webhook } from "@portone/server-sdk";

import { WITHOUT_DESCRIPTION, judgeAnswersFrom } from "./support/description.mjs";
import { API_SECRET, WEBHOOK_SECRET, startSimulator } from "./support/simulator.mjs";

let simulator;
let judged;

before(async () => {
  simulator = await startSimulator();
  judged = judgeAnswersFrom(simulator.baseUrl);
});
after(() => simulator?.stop());

/** The first webhook about `paymentId` that is sent while `work` runs. */
async function webhookAbout(paymentId, work) {
  const server = createServer();
  const arrived = new Promise((resolve) => {
    server.on("request", async (request, response) => {
      const body = await text(request);
      response.end("{}");
      if (JSON.parse(body).data.paymentId === paymentId) resolve({ headers: request.headers, body });
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const url = `http://127.0.0.1:${server.address().port}/hook`;
    return await simulator.withWebhooksTo(url, () => work().then(() => arrived));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a signed webhook passes the SDK, a changed one does not", async () => {
  const paymentId = await simulator.createPayment(`contract-js-${randomUUID()}`, 350_000);
  const payments = PaymentClient({ secret: API_SECRET, baseUrl: simulator.baseUrl });
  const { headers, body } = await webhookAbout(paymentId, () =>
    payments.cancelPayment({ paymentId, amount: 50_000, reason: "고객 요청" }),
  );
  const webhook = await Webhook.verify(WEBHOOK_SECRET, body, headers);
  assert.equal(webhook.type, "Transaction.PartialCancelled");
  assert.equal(webhook.data.paymentId, paymentId);
  assert.ok(webhook.data.cancellationId);

  const refused = { name: "WebhookVerificationError", reason: "NO_MATCHING_SIGNATURE" };
  const changed = body.replace(paymentId, "contract-js-another");
  await assert.rejects(Webhook.verify(WEBHOOK_SECRET, changed, headers), refused);
  const otherSecret = `whsec_${btoa("another-secret")}`;
  await assert.rejects(Webhook.verify(otherSecret, body, headers), refused);
});

test("the answer beside it was as the vendor describes it", { skip: WITHOUT_DESCRIPTION }, () => {
  assert.ok(judged.count > 0, `${judged.count} answers were judged`);
});
