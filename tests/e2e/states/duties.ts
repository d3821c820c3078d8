import { expect } from "@playwright/test";

import { card, freshWord } from "../support/blueprints";
import { password } from "../support/logins";
import type { State } from "../support/visit";

/** In the book only; by somebody who has not given the password again yet. */
export const forcing: State[] = [
  [
    "force-cancel, with the password",
    async (visit) => {
      await visit.logIn("staff");
      await visit.begin(visit.words.force, await visit.desk.receive(card()));
      await expect(visit.dialog.locator("[type=password]")).toBeVisible();
    },
  ],
  [
    "force-cancel of what was cancelled outside",
    async (visit) => {
      await visit.dialog.getByRole("checkbox").check();
      await expect(visit.dialog.locator("[type=date]")).toBeVisible();
    },
  ],
  [
    "force-cancel with errors",
    async (visit) => {
      await visit.dialog.locator("[type=date]").fill("");
      await visit.confirm(visit.words.forceConfirm);
      await visit.expectInvalid();
    },
  ],
  [
    "force-cancelled",
    async (visit) => {
      await visit.dialog.getByRole("checkbox").uncheck();
      await visit.giveReason();
      await visit.dialog.locator("[type=password]").fill(password);
      await visit.confirm(visit.words.forceConfirm);
      await expect(visit.dialog.locator("a[href*='/follow-ups/']")).toBeVisible();
    },
  ],
];

/** Whose duty it is that book and gateway differ. */
export const followUps: State[] = [
  [
    "follow-ups",
    async (visit) => {
      const payment = await visit.desk.receive(card({ orderName: freshWord() }));
      await visit.control.cancelOutside(payment.gatewayId);
      // At a terminal something else is asked for first.
      await visit.openList("/follow-ups?view=all&channel=portone");
    },
  ],
  [
    "a follow-up",
    async (visit) => {
      await visit.openFirstRow();
      await expect(visit.panel.getByRole("combobox")).toBeVisible();
    },
  ],
  [
    "closing a follow-up",
    async (visit) => {
      await visit.panel.locator(".disclosure summary").click();
      await expect(visit.panel.locator(".disclosure textarea")).toBeVisible();
    },
  ],
  [
    "a follow-up that ended",
    async (visit) => {
      const payment = await visit.desk.receive(card({ orderName: freshWord() }));
      await visit.control.cancelOutside(payment.gatewayId);
      await visit.desk.takeOver(payment);
      await visit.openList("/follow-ups?view=closed");
      await visit.openFirstRow();
    },
  ],
  ["no follow-up is late", (visit) => visit.open("/follow-ups?view=overdue")],
];

/** What differs, and taking it into the book. */
export const drift: State[] = [
  [
    "history with how far the book agrees",
    async (visit) => {
      const payment = await visit.desk.receive(card({ orderName: freshWord() }));
      await visit.control.cancelOutside(payment.gatewayId);
      await visit.open("/cancellations");
      await expect(visit.page.locator(".agreement-line").getByRole("link")).toBeVisible();
    },
  ],
  [
    "what differs",
    async ({ page }) => {
      await page.goto("/drift");
      await expect(page.locator(".drift-card form").first()).toBeVisible();
    },
  ],
  [
    "what differs, with errors",
    async ({ page, words }) => {
      const found = page.locator(".drift-card").filter({ has: page.locator("form") }).first();
      await found.locator("[type=submit]").click();
      await expect(found.getByText(words.reasonMissing)).toBeVisible();
      await found.getByRole("combobox").selectOption("other");
      await expect(found.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
    },
  ],
];
