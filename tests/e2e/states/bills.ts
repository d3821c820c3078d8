import { expect } from "@playwright/test";

import { card, freshWord } from "../support/blueprints";
import type { State, Visit } from "../support/visit";

const STATUSES = ["unsent", "sending", "waiting", "paid", "cancelled", "void"];

/** Billing cancelled money again. */
export const rebilling: State[] = [
  [
    "re-bill with errors",
    async (visit) => {
      await visit.begin(visit.words.rebill, await visit.desk.receiveCancelled(card()));
      await visit.dialog.locator("input[name=item_name]").fill("");
      await visit.confirm(visit.words.rebillConfirm);
      await visit.expectInvalid();
    },
  ],
  [
    "re-billed",
    async (visit) => {
      await visit.dialog.locator("input[name=item_name]").fill("11월");
      await visit.confirm(visit.words.rebillConfirm);
      await expect(visit.button(visit.words.later)).toBeVisible();
    },
  ],
  [
    "re-billed and sent next",
    async ({ dialog, words }) => {
      await dialog.getByRole("button", { name: words.send }).click();
      await expect(dialog.locator("input[name=phone]")).toBeVisible();
    },
  ],
];

/** What is done with a bill. */
export const billing: State[] = [
  [
    "a bill beside a list without one",
    async (visit) => {
      const payment = await visit.desk.receiveCancelled(card());
      const bill = await visit.desk.rebill(payment, freshWord());
      await visit.openBill(bill, `?q=${payment.gatewayId}`);
    },
  ],
  ["record a bill", (visit) => openDeed(visit, visit.words.record)],
  ["void a bill", (visit) => openDeed(visit, visit.words.void)],
  [
    "send a bill with errors",
    async (visit) => {
      await openDeed(visit, visit.words.send);
      await visit.dialog.locator("input[name=phone]").fill("1");
      await visit.dialog.locator("[type=submit]").click();
      await expect(visit.dialog.locator("[aria-invalid=true]")).toBeFocused();
    },
  ],
  [
    "a bill that was sent",
    async ({ dialog, words }) => {
      await dialog.locator("input[name=phone]").fill("01023456789");
      await dialog.locator("[type=submit]").click();
      await expect(dialog).toContainText(words.sent);
    },
  ],
  ["send a bill again", (visit) => openDeed(visit, visit.words.resend)],
];

/** Closes the dialog of the deed before; without one, Escape would close the drawer. */
async function openDeed({ page, panel, dialog }: Visit, name: string): Promise<void> {
  if (await dialog.isVisible()) await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await panel.getByRole("button", { name, exact: true }).click();
  await expect(dialog).toBeVisible();
}

/** Bills at rest, and those that are not there. */
export const bills: State[] = [
  ["bills", (visit) => visit.openList("/bills")],
  ...STATUSES.map(
    (status): State => [
      `a bill: ${status}`,
      async (visit) => {
        await visit.openList(`/bills?status=${status}&period=3m`);
        await visit.openFirstRow();
      },
    ],
  ),
  ["an id that is none of a bill", (visit) => openMissing(visit, "1")],
  ["a bill that is not there", (visit) => openMissing(visit, `bil_${"0".repeat(26)}`)],
];

async function openMissing(visit: Visit, id: string): Promise<void> {
  await visit.open(`/bills/${id}`);
  await expect(visit.page.getByRole("alert")).toBeVisible();
}

/** A bill that was voided in a site which nobody can read. It is only looked at: the demo has few. */
export const voidedOutside: State[] = [
  [
    "voided outside",
    async (visit) => {
      const [bill] = await visit.desk.newest("channel=alltalkpay&status=unpaid", 1);
      await visit.begin(visit.words.voidedOutside, bill);
      await expect(visit.dialog.getByRole("textbox").first()).toBeVisible();
    },
  ],
  [
    "voided outside with errors",
    async (visit) => {
      await visit.confirm(visit.words.voidedOutsideConfirm);
      await visit.expectInvalid();
    },
  ],
];
