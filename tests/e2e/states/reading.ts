import { expect } from "@playwright/test";

import { card, lastMonth, student } from "../support/blueprints";
import type { State, Visit } from "../support/visit";

/** A customer's tab. */
export const customer: State[] = [
  [
    "payments of a customer",
    async (visit) => {
      await visit.openPayment(await visit.desk.receive(card(student())));
      await visit.panel.getByRole("link").first().click();
      await expect(visit.panel).toBeHidden();
      await expect(visit.rows.first()).toBeVisible();
    },
  ],
  [
    "no cancellation of a customer",
    async (visit) => {
      await view(visit, 1);
      await expect(visit.page.getByRole("table")).toBeHidden();
    },
  ],
  ["no unpaid bill of a customer", (visit) => view(visit, 2)],
  [
    "no such customer",
    async (visit) => {
      await visit.open("/customers/cus_1");
      await expect(visit.page.getByRole("alert")).toBeVisible();
    },
  ],
  [
    "a cancel that the PG can still reverse",
    async (visit) => {
      const plan = card({ ...student(), paidAt: lastMonth() });
      const payment = await visit.desk.receiveCancelled(plan);
      await visit.desk.rebill(payment, "수학 11월");
      await visit.openPayment(payment);
      await expect(visit.panel.locator(".undo-clock__steps li").first()).toBeVisible();
    },
  ],
  [
    "a customer who owes",
    async (visit) => {
      await visit.panel.getByRole("link").first().click();
      await view(visit, 2);
      await expect(visit.page.getByRole("main").getByRole("listitem").first()).toBeVisible();
    },
  ],
  [
    "cancellations of a customer",
    async (visit) => {
      await view(visit, 1);
      await expect(visit.rows.first()).toBeVisible();
    },
  ],
];

async function view({ page }: Visit, place: number): Promise<void> {
  await page.getByRole("radiogroup").first().getByRole("radio").nth(place).check();
}

/** What was cancelled, and the rules of it. */
export const history: State[] = [
  ["history", (visit) => visit.openList("/cancellations?period=3m")],
  ["a story", (visit) => visit.openFirstRow()],
  [
    "no cancellation matches",
    async (visit) => {
      await visit.open("/cancellations?amount_min=99999999999");
      await expect(visit.page.getByRole("table")).toBeHidden();
    },
  ],
  ["guide", (visit) => visit.openList("/guide")],
  [
    "no rule matches",
    async ({ page }) => {
      await page.getByRole("searchbox").fill("없는 수단");
      await expect(page.getByRole("rowheader")).toHaveCount(0);
    },
  ],
];
