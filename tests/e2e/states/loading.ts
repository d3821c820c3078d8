import { expect } from "@playwright/test";

import type { State, Visit } from "../support/visit";

/** Screens whose answer does not come yet: the grey shapes that stand where it belongs. */
export const loading: State[] = [
  ["payments being read", (visit) => waitFor("/api/payments?*", visit, "/payments")],
  ["bills being read", (visit) => waitFor("/api/bills?*", visit, "/bills")],
  ["history being read", (visit) => waitFor("/api/cancellations?*", visit, "/cancellations")],
  ["follow-ups being read", (visit) => waitFor("/api/follow-ups?*", visit, "/follow-ups")],
  ["what differs being read", (visit) => waitFor("/api/drift*", visit, "/drift")],
  ["terminals being read", (visit) => waitFor("/api/terminals*", visit, "/terminals")],
  ["rules being read", (visit) => waitFor("/api/rulebook*", visit, "/guide")],
  [
    "a payment being read",
    async (visit) => {
      const { id } = await visit.desk.expectBooked("demo-card-old");
      await waitFor(`/api/payments/${id}`, visit, `/payments/${id}`);
    },
  ],
  [
    "a customer being read",
    (visit) => waitFor("/api/customers/*", visit, "/customers/cus_1"),
  ],
];

async function waitFor(answer: string, { page }: Visit, path: string): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.route(`**${answer}`, () => undefined);
  await page.goto(path);
  await expect(page.locator(".skeleton, .skeleton-rows").first()).toBeVisible();
}
