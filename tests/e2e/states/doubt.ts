import { expect } from "@playwright/test";

import { card } from "../support/blueprints";
import type { State } from "../support/visit";

/** Less than half an idle session, so that nobody is logged out by the moving clock. */
const STEP_SECONDS = 300;

/** A cancel that the PG hides. The clock is moved on: for a desk of one's own. */
export const doubt: State[] = [
  [
    "a payment whose cancel is in doubt",
    async (visit) => {
      await visit.logIn("manager");
      const payment = await visit.desk.receive(card());
      await visit.control.fault({ kind: "pg_answer_lost", paymentId: payment.gatewayId });
      expect((await visit.desk.requestCancel(payment)).ok()).toBe(true);
      await visit.desk.expectState(payment, "unknown");
      await expect(async () => {
        await visit.control.forward(STEP_SECONDS);
        const { cancellations } = await visit.desk.detail(payment);
        expect(cancellations[0]?.attention).toBe("no_proof");
      }).toPass({ intervals: [2_000], timeout: 60_000 });
      await visit.openPayment(payment);
    },
  ],
  [
    "signing what the PG shows",
    async (visit) => {
      await visit.panel.locator("a[href*='/follow-ups/']").click();
      await visit.panel.locator(".disclosure summary").click();
      await visit.panel.locator("[value=cancelled]").check();
      await expect(visit.panel.locator("[type=password]")).toBeVisible();
    },
  ],
  [
    "signing with errors",
    async (visit) => {
      await visit.panel.locator(".disclosure [type=submit]").click();
      await visit.expectInvalid();
    },
  ],
];
