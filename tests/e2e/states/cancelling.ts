import { expect } from "@playwright/test";

import { card, virtualAccount } from "../support/blueprints";
import type { State } from "../support/visit";

/** The cancel dialog until it is confirmed. */
export const asking: State[] = [
  [
    "partial",
    async (visit) => {
      const payment = await visit.desk.receive(card({ taxFreeWon: 100_000 }));
      await visit.begin(visit.words.cancelPart, payment);
    },
  ],
  [
    "partial with errors",
    async (visit) => {
      await visit.confirm();
      await visit.expectInvalid();
    },
  ],
  [
    "partial, filled in",
    async (visit) => {
      await visit.dialog.locator("input[name=amount]").fill("120000");
      await visit.giveReason();
    },
  ],
  [
    "full",
    async ({ dialog }) => {
      await dialog.getByRole("radio").nth(0).check();
    },
  ],
  [
    "the question before leaving",
    async ({ page, dialog }) => {
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(2);
    },
  ],
  [
    "a refund account with errors and another holder",
    async (visit) => {
      await visit.begin(visit.words.cancel, await visit.desk.receive(virtualAccount()));
      await visit.confirm();
      await visit.dialog.locator("input[name=holder]").fill("박지성");
    },
  ],
  [
    "promotion with errors",
    async (visit) => {
      const plan = { amountWon: 300_000, promotionId: "promotion-demo-percent" };
      await visit.begin(visit.words.cancelPart, await visit.desk.receive(card(plan)));
      await visit.dialog.locator("input[name=amount]").fill("100000");
      await visit.giveReason();
      await visit.confirm();
      await expect(visit.dialog.locator(".field__error").filter({ hasText: /./ })).toBeVisible();
    },
  ],
  [
    "blocked",
    async (visit) => {
      const payment = await visit.desk.receive(card());
      await visit.begin(visit.words.cancel, payment);
      await visit.control.cancelOutside(payment.gatewayId);
      await expect(visit.dialog.locator(".cancel-dialog__reasons")).toBeVisible();
    },
  ],
  [
    "under way elsewhere",
    async (visit) => {
      const payment = await visit.desk.receive(card());
      await visit.begin(visit.words.cancelPart, payment);
      expect((await visit.desk.requestCancel(payment)).status()).toBe(201);
      await visit.expectStations(1);
    },
  ],
  [
    "no answer came",
    async (visit) => {
      const requests = "**/cancellations";
      await visit.page.route(requests, (route) => route.abort());
      await visit.cancel(await visit.desk.receive(card()));
      await expect(visit.button(visit.words.sendAgain)).toBeVisible();
      await visit.page.unroute(requests);
    },
  ],
  [
    "the question before an account is closed",
    async (visit) => {
      await visit.openPayment(await visit.desk.expectBooked("demo-va-issued"));
      await visit.button(visit.words.closeAccount).click();
      await expect(visit.dialog).toBeVisible();
    },
  ],
];
