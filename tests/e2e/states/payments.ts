import { expect } from "@playwright/test";

import { card, freshWord } from "../support/blueprints";
import type { State, Visit } from "../support/visit";

/** Named payments of the demo that nobody cancels: one for each look of the inspector. */
const KINDS = [
  "demo-card-old",
  "demo-card-partial-cancelled",
  "demo-card-cancelled",
  "demo-va-issued",
  "demo-va-refund-failed",
  "demo-phone-last-month",
  "demo-tax-free",
  "demo-escrow-confirmed",
  "demo-failed",
];

/** The list and what lies over it. */
export const list: State[] = [
  ["payments", (visit) => visit.openList("/payments")],
  [
    "help",
    async ({ page, dialog }) => {
      await page.keyboard.press("?");
      await expect(dialog).toBeVisible();
    },
  ],
  [
    "menu",
    async ({ page, words }) => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.menu }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  ],
  [
    "a payment that came in",
    async (visit) => {
      const orderName = freshWord();
      await visit.desk.receive(card({ orderName }));
      await visit.openList(`/payments?period=3m&q=${orderName}`);
      await visit.desk.receive(card({ orderName }));
      await expect(visit.page.locator(".payments-arrivals").getByRole("button")).toBeVisible();
    },
  ],
  [
    "payments between two days",
    async (visit) => {
      await visit.page.locator("input[value=custom]").check();
      await expect(visit.page.locator("input[type=date]").first()).toBeVisible();
    },
  ],
  [
    "no payment matches",
    async (visit) => {
      await visit.open(`/payments?q=${freshWord()}`);
      await expect(visit.page.getByRole("table")).toBeHidden();
    },
  ],
  [
    "no such screen",
    async (visit) => {
      await visit.open("/nowhere");
      await expect(visit.page.getByRole("main").getByRole("link")).toBeVisible();
    },
  ],
];

/** The inspector of every kind. */
export const inspector: State[] = [
  ...KINDS.map(
    (kind): State => [
      kind,
      async (visit) => visit.openPayment(await visit.desk.expectBooked(kind)),
    ],
  ),
  [
    "no such payment",
    async (visit) => {
      await visit.open("/payments/pay_1");
      await expect(visit.page.getByRole("alert")).toBeVisible();
    },
  ],
];

/** Code that is fetched when it is first shown. */
const PARTS = /_(guide|payment)\.(pack|wasm)$/;

/** What is told beside the screen, and what it says without its server. */
export const notices: State[] = [
  [
    "a screen that could not be fetched",
    async ({ page }) => {
      await page.route(PARTS, (part) => part.abort());
      await page.goto("/guide");
      await expect(page.getByRole("alert")).toBeVisible();
    },
  ],
  [
    "a drawer that could not be fetched",
    async (visit) => {
      const { id } = await visit.desk.expectBooked("demo-card-old");
      await visit.open(`/payments/${id}?period=3m`);
      // On a phone it stands over the rows.
      await expect(visit.page.locator("tbody tr").first()).toBeAttached();
      await expect(visit.page.getByRole("alert")).toBeVisible();
      await visit.page.unroute(PARTS);
    },
  ],
  [
    "a toast",
    async (visit) => {
      const payment = await visit.desk.receive(card());
      await visit.openPayment(payment);
      await visit.panel.getByRole("button", { name: visit.words.checkNow }).click();
      await expect(visit.page.locator(".toast")).toBeVisible();
    },
  ],
  [
    "what was seen last",
    async ({ page, panel }) => {
      // On a phone the filters are behind it.
      await page.keyboard.press("Escape");
      await expect(panel).toBeHidden();
      await page.context().setOffline(true);
      await page.getByRole("radiogroup").first().getByRole("radio").nth(1).check();
      await expect(page.locator(".banner[data-tone=warning]").first()).toBeVisible();
    },
  ],
  [
    "a list that could not be read",
    async ({ page }) => {
      await page.getByRole("navigation").locator("a[href='/bills']").click();
      await expect(page.getByRole("alert").first()).toBeVisible();
    },
  ],
];

/** A phone's bar, and what is behind it. */
export const phone: State[] = [
  ["payments on a phone", (visit) => visit.openList("/payments")],
  [
    "more screens",
    async ({ page, words }) => {
      await page.getByRole("navigation").getByRole("button", { name: words.more }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  ],
  [
    "terminals on a phone",
    async ({ page }: Visit) => {
      await page.getByRole("menuitem").nth(1).click();
      await expect(page).toHaveURL(/\/terminals$/);
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    },
  ],
];
