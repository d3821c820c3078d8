import { expect } from "@playwright/test";

import { freshWord } from "../support/blueprints";
import { password } from "../support/logins";
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
    "the question before a terminal is revoked",
    async (visit) => {
      await visit.button(visit.words.revoke).first().click();
      await expect(visit.dialog).toBeVisible();
    },
  ],
  [
    "add a terminal",
    async (visit) => {
      await visit.leave();
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
  [
    "ways where no terminal is connected",
    async (visit) => {
      await visit.leave();
      await unplugAgents(visit);
      await visit.button(visit.words.cancel).click();
      await expect(visit.dialog.locator(".banner[data-tone=warning]")).toBeVisible();
    },
  ],
];

/** For this page alone: the others need theirs. */
async function unplugAgents({ page, request }: Visit): Promise<void> {
  const { items } = await (await request.get("/api/terminals")).json();
  const gone = items.map((one: object) => ({ ...one, connected: false }));
  await page.route("**/api/terminals", (route) => route.fulfill({ json: { items: gone } }));
}

/** What happens there. There is one device: whoever looks at these is alone at it. */
export const device: State[] = [
  [
    "awaiting_card",
    async (visit) => {
      const payment = await paidAtTerminal(visit.request, new Set(), "card");
      await visit.begin(visit.words.cancel, payment);
      await send(visit);
    },
  ],
  [
    "stopped at the terminal",
    async (visit) => {
      await visit.button(visit.words.stop).click();
      await stands(visit, "aborted");
    },
  ],
  [
    "declined by the terminal",
    async (visit) => {
      await sendAgain(visit);
      await visit.van.insertCard("other");
      await stands(visit, "declined");
    },
  ],
  [
    "unknown",
    async (visit) => {
      await sendAgain(visit);
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
  [
    "closing a follow-up by the number of the cancel",
    async (visit) => {
      const payment = await paidAtTerminal(visit.request, new Set(), "card");
      await visit.begin(visit.words.force, payment);
      await visit.giveReason();
      const asked = visit.dialog.locator("[type=password]");
      // Whoever has given it within the last five minutes is not asked again.
      if (await asked.isVisible()) await asked.fill(password);
      await visit.confirm(visit.words.forceConfirm);
      await visit.dialog.locator("a[href*='/follow-ups/']").click();
      await visit.panel.locator(".disclosure summary").click();
      await expect(visit.panel.locator("[type=date]")).toBeVisible();
    },
  ],
  [
    "closing it with errors",
    async (visit) => {
      await visit.panel.locator("[type=date]").fill("");
      await visit.panel.locator(".disclosure [type=submit]").click();
      await visit.expectInvalid();
    },
  ],
];

async function sendAgain(visit: Visit): Promise<void> {
  await visit.button(visit.words.again).click();
  await send(visit);
}

/** From the open dialog to the device that waits for the card. */
async function send(visit: Visit): Promise<void> {
  await expect(visit.dialog.getByRole("radio").first()).toBeChecked();
  await visit.giveReason();
  await visit.dialog.locator("[type=submit]").click();
  await stands(visit, "awaiting_card");
}

async function stands({ page }: Visit, scene: string): Promise<void> {
  const shown = page.locator(".terminal-scene");
  await expect(shown).toHaveAttribute("data-scene", scene, { timeout: SETTLED_AFTER_MS });
}
