// The demo's people and the files that keep them logged in between tests.

import { fileURLToPath } from "node:url";

export const password = "cancel-desk-demo";

export const logins = ["staff", "manager"] as const;
export type Login = (typeof logins)[number];

/** The cookies of a logged-in person, as Playwright keeps them. */
export function stateFile(login: Login): string {
  return fileURLToPath(new URL(`../../../test-results/logins/${login}.json`, import.meta.url));
}
