import { expect } from "@playwright/test";

import { freshWord } from "../support/blueprints";
import { paidAtTerminal } from "../support/van";
import type { State, Visit } from "../support/visit";

/** The agent takes an order, wakes the device, and the VAN takes its time. */
const SETTLED_AFTER_MS = 60_000;

/** Which terminals there are, and pairing another. */
export const terminals: State[] = [
  [
    "terminals",
    async (visit) => {
      await visit.open("/terminals");
      await expect(visit.page.getByRole("article").first()).toBeVisible();
    },
  ],
  [
    "add a terminal",
    async (visit) => {
      await visit.button(visit.words.addTerminal).click();
      await expect(visit.dialog).toBeVisible();
    },
  ],
  [
    "the code of a terminal",
    async ({ page, dialog }) => {
      await dialog.getByRole("textbox").fill(freshWord());
      await page.keyboard.press("Enter");
      await expect(page.getByRole("timer")).toBeVisible();
    },
  ],
];

/** A cancel at the terminal, before it is sent. */
export const counter: State[] = [
  [
    "which terminal and why, with errors",
    async (visit) => {
      const payment = await paidAtTerminal(visit.request, new Set(), "card");
      await visit.begin(visit.words.cancel, payment);
      await expect(visit.dialog.getByRole("radio").first()).toBeChecked();
      await visit.confirm();
      await expect(visit.dialog.getByText(visit.words.reasonMissing)).toBeVisible();
    },
  ],
  [
    "ways without the card",
    async (visit) => {
      await visit.button(visit.words.noCard).click();
      await expect(visit.dialog.locator("[data-route]").first()).toBeVisible();
    },
  ],
];

/** What happens there. There is one device: whoever looks at these is alone at it. */
export const device: State[] = [
  [
    "awaiting_card",
    async (visit) => {
      const payment = await paidAtTerminal(visit.request, new Set(), "card");
      await visit.begin(visit.words.cancel, payment);
      await expect(visit.dialog.getByRole("radio").first()).toBeChecked();
      await visit.giveReason();
      await visit.dialog.locator("[type=submit]").click();
      await stands(visit, "awaiting_card");
    },
  ],
  [
    "unknown",
    async (visit) => {
      await visit.van.setLine("lost_after_van");
      await visit.van.insertCard();
      await stands(visit, "unknown");
    },
  ],
  [
    "cancelled at the terminal",
    async (visit) => {
      await visit.van.setLine("up");
      await stands(visit, "succeeded");
    },
  ],
];

async function stands({ page }: Visit, scene: string): Promise<void> {
  const shown = page.locator(".terminal-scene");
  await expect(shown).toHaveAttribute("data-scene", scene, { timeout: SETTLED_AFTER_MS });
}
