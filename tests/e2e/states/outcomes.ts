import { expect } from "@playwright/test";

import { card, PAYER, virtualAccount } from "../support/blueprints";
import type { Booked } from "../support/desk";
import type { State, Visit } from "../support/visit";

/** A no that the gateway passes on is read twice, twenty seconds apart, before it is believed. */
const BELIEVED_AFTER_MS = 40_000;

/** A cancel on its way, and every end it may have. */
export const outcomes: State[] = [
  [
    "may be taken back",
    async (visit) => {
      await visit.cancel(await visit.desk.receive(card()));
      await expect(visit.button(visit.words.takeBack)).toBeVisible();
    },
  ],
  [
    "taken back",
    async (visit) => {
      // A new one: while the state before is looked at, its five seconds may pass.
      await visit.cancel(await visit.desk.receive(card()));
      await visit.button(visit.words.takeBack).click();
      await expect(visit.button(visit.words.again)).toBeVisible();
    },
  ],
  [
    "succeeded",
    async (visit) => {
      await visit.cancel(await visit.desk.receive(card()));
      await expect(visit.dialog).toContainText(visit.words.left);
    },
  ],
  ["a refund that the bank has not paid yet", refundPends],
  [
    "refused",
    async (visit) => {
      const payment = await visit.desk.receive(card());
      await visit.control.fault({ kind: "pg_refused", paymentId: payment.gatewayId });
      await visit.cancel(payment);
      await visit.expectStations(3, { timeout: BELIEVED_AFTER_MS });
      await expect(visit.button(visit.words.again)).toBeVisible();
    },
  ],
  [
    "the story of a refusal",
    async (visit) => {
      await visit.dialog.locator("a[href*='/cancellations/']").click();
      await expect(visit.panel.locator(".story-failure__words").first()).toBeVisible();
    },
  ],
];

async function refundPends(visit: Visit): Promise<void> {
  const payment = await visit.desk.receive(virtualAccount());
  await visit.begin(visit.words.cancel, payment);
  const { dialog } = visit;
  await visit.giveReason();
  await dialog.getByRole("combobox").selectOption("SHINHAN");
  await dialog.locator("input[name=account]").fill("110123456789");
  await dialog.locator("input[name=holder]").fill(PAYER);
  await visit.confirm();
  await visit.expectStations(2);
  await expect
    .poll(async () => (await visit.control.payment(payment.gatewayId)).pending.length)
    .toBe(1);
}

/** An answer that is being checked. */
export const unknown: State[] = [
  [
    "the payment of a cancel that is being checked",
    async (visit) => visit.openPayment(await loseAnswer(visit)),
  ],
  [
    "a cancel that is being checked",
    async (visit) => {
      await visit.page.getByRole("button", { name: visit.words.seeIt }).click();
      await expect(visit.dialog).toContainText(visit.words.checking);
    },
  ],
  ["payments under way", (visit) => visit.openList("/payments?status=in_progress")],
];

/** A payment whose cancel was executed, with the answer lost and nobody to ask. */
async function loseAnswer({ desk, control }: Visit): Promise<Booked> {
  const payment = await desk.receive(card());
  const { gatewayId: paymentId } = payment;
  await control.fault({ kind: "drop_after", paymentId });
  await control.fault({ kind: "webhook_lost", paymentId });
  await desk.requestCancel(payment);
  await expect.poll(async () => (await control.payment(paymentId)).refundCount).toBe(1);
  await control.fault({ kind: "http_503", paymentId, scope: "read", calls: 1_000 });
  await desk.expectState(payment, "unknown");
  return payment;
}
