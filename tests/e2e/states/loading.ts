import { expect } from "@playwright/test";

import type { State, Visit } from "../support/visit";

const NOBODY = `cus_${"0".repeat(26)}`;

/** Screens whose answers do not come yet: the grey shapes that stand where they belong. */
export const loading: State[] = [
  ["payments being read", (visit) => hold(["/api/payments?*"], visit, "/payments")],
  ["bills being read", (visit) => hold(["/api/bills?*"], visit, "/bills")],
  ["history being read", (visit) => hold(["/api/cancellations?*"], visit, "/cancellations")],
  ["follow-ups being read", (visit) => hold(["/api/follow-ups?*"], visit, "/follow-ups")],
  [
    "what differs being read",
    (visit) => hold(["/api/drift", "/api/agreement"], visit, "/drift"),
  ],
  ["terminals being read", (visit) => hold(["/api/terminals"], visit, "/terminals")],
  ["rules being read", (visit) => hold(["/api/rulebook"], visit, "/guide")],
  [
    "a payment being read",
    async (visit) => {
      const { id } = await visit.desk.expectBooked("demo-card-old");
      await hold([`/api/payments/${id}`], visit, `/payments/${id}`);
    },
  ],
  [
    "a customer being read",
    (visit) =>
      hold([`/api/customers/${NOBODY}`, "/api/payments?*"], visit, `/customers/${NOBODY}`),
  ],
];

async function hold(answers: string[], { page }: Visit, path: string): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  const asked = new Set<string>();
  for (const answer of answers) await page.route(`**${answer}`, () => void asked.add(answer));
  await page.goto(path);
  // A screen whose code is being fetched is grey as well.
  const unasked = () => answers.filter((answer) => !asked.has(answer));
  await expect.poll(unasked, `what ${path} does not read`).toEqual([]);
  await expect(page.locator(".skeleton:visible, .skeleton-rows:visible")).toHaveCount(answers.length);
}
