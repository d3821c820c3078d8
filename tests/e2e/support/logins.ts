// The demo's people and the files that keep them logged in between tests.

import { tmpdir } from "node:os";
import { join } from "node:path";

import { consoleUrl } from "./addresses";

export const password = "cancel-desk-demo";

export const logins = ["staff", "manager"] as const;
export type Login = (typeof logins)[number];

/** The cookies of a logged-in person, as Playwright keeps them; of each desk its own. */
export function stateFile(login: Login): string {
  return join(tmpdir(), `cancel-desk-${new URL(consoleUrl).port}`, `${login}.json`);
}
