// What every spec starts from: a logged-in person, the vendors' control page, payments of its own,
// a desk of its own where one is needed.

import { type Page, test as base } from "@playwright/test";

import { controlUrl } from "./support/addresses";
import { Agent } from "./support/agent";
import { Channels } from "./support/channels";
import { Control } from "./support/control";
import { Desk } from "./support/desk";
import { type Dress, wear } from "./support/dress";
import { type Login, stateFile } from "./support/logins";
import { OwnDesk } from "./support/own_desk";
import { Van } from "./support/van";
import { Visit } from "./support/visit";
import { WORDS } from "./support/words";

/** Two programs, each within its own limit. */
const OWN_DESK_MS = 200_000;

interface Fixtures {
  /** Who is logged in: `test.use({ person: "manager" })`. */
  person: Login | "nobody";
  /** Of the visit: `test.use({ dress: { locale: "en", theme: "dark" } })`. */
  dress: Dress;
  control: Control;
  /** Bootpay's and PaySsam's side. */
  channels: Channels;
  /** The person before the card terminal. */
  van: Van;
  /** The shared desk, as the person who is logged in. */
  desk: Desk;
  /** Started when a test asks for it, stopped after. Nobody is logged in there. */
  ownDesk: OwnDesk;
  /** The page in that dress, with both sides behind it. */
  visit: Visit;
  /** A second agent, which no desk knows yet; ended with the test. */
  agent: Agent;
}

export const test = base.extend<Fixtures>({
  person: ["staff", { option: true }],
  dress: [{ locale: "ko", theme: "light" }, { option: true }],

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

  visit: async ({ page, dress, request, desk, control, van }, use) => {
    await wear(page, dress);
    await use(new Visit(page, WORDS[dress.locale], { request, desk, control, van }));
  },

  agent: async ({}, use) => {
    const agent = await Agent.unpaired();
    await use(agent);
    await agent.dispose();
  },
});

type Use<T> = (value: T) => Promise<void>;

/** For `test.use`: page and both sides are those of a desk of the test's own, where nobody is logged in. */
export const onDeskOfItsOwn = {
  person: "nobody" as const,
  baseURL: async ({ ownDesk }: { ownDesk: OwnDesk }, use: Use<string>) => use(ownDesk.consoleUrl),
  control: async ({ page, ownDesk }: { page: Page; ownDesk: OwnDesk }, use: Use<Control>) =>
    use(new Control(page.request, ownDesk.controlUrl)),
  desk: async (
    { page, control, ownDesk }: { page: Page; control: Control; ownDesk: OwnDesk },
    use: Use<Desk>,
  ) => use(new Desk(page.request, control, ownDesk.consoleUrl)),
};

export { expect } from "@playwright/test";
