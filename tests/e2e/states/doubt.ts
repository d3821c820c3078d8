import { expect } from "@playwright/test";

import { card } from "../support/blueprints";
import type { State } from "../support/visit";

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
      await visit.desk.waitForDoubt(payment);
      await visit.openPayment(payment);
    },
  ],
  [
    "the cancel in doubt",
    async (visit) => {
      await visit.button(visit.words.seeIt).click();
      await visit.expectStations(2);
    },
  ],
  [
    "signing what the PG shows",
    async (visit) => {
      await visit.leave();
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
