// What every spec starts from: a logged-in person, the vendors' control page, payments of its own,
// a desk of its own where one is needed.

import { test as base } from "@playwright/test";

import { controlUrl } from "./support/addresses";
import { Agent } from "./support/agent";
import { Channels } from "./support/channels";
import { Control } from "./support/control";
import { Desk } from "./support/desk";
import { type Login, stateFile } from "./support/logins";
import { OwnDesk } from "./support/own_desk";
import { Van } from "./support/van";

/** Two programs, each within its own limit. */
const OWN_DESK_MS = 200_000;

interface Fixtures {
  /** Who is logged in: `test.use({ person: "manager" })`. */
  person: Login | "nobody";
  control: Control;
  /** Bootpay's and PaySsam's side. */
  channels: Channels;
  /** The person before the card terminal. */
  van: Van;
  /** The shared desk, as the person who is logged in. */
  desk: Desk;
  /** Started when a test asks for it, stopped after. Nobody is logged in there. */
  ownDesk: OwnDesk;
  /** A second agent, which no desk knows yet; ended with the test. */
  agent: Agent;
}

export const test = base.extend<Fixtures>({
  person: ["staff", { option: true }],

  storageState: async ({ person }, use) => {
    await use(person === "nobody" ? undefined : stateFile(person));
  },

  control: async ({ request }, use) => {
    await use(new Control(request, controlUrl));
  },

  channels: async ({ request }, use) => {
    await use(new Channels(request, controlUrl));
  },

  van: async ({ request }, use) => {
    await use(new Van(request, controlUrl));
  },

  desk: async ({ request, control }, use) => {
    await use(new Desk(request, control));
  },

  // Its start has a time of its own, apart from the test's.
  ownDesk: [
    async ({}, use) => {
      const desk = await OwnDesk.start();
      await use(desk);
      await desk.dispose();
    },
    { timeout: OWN_DESK_MS },
  ],

  agent: async ({}, use) => {
    const agent = await Agent.unpaired();
    await use(agent);
    await agent.dispose();
  },
});

export { expect } from "@playwright/test";
