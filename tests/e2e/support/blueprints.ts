// Payments to be made up at the vendor, each with an id of its own. What is absent is ordinary: a
// personal credit card at Toss Payments, paid just now by 김서연.

import { randomInt, randomUUID } from "node:crypto";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KST_MS = 9 * HOUR_MS;

export const PAYER = "김서연";

/** As the simulator's control page takes it. */
export interface Blueprint {
  id: string;
  amountWon: number;
  [field: string]: unknown;
}

export type Plan = Partial<Blueprint>;

/** A word that no other payment has. */
export function freshWord(): string {
  return `e2e${randomUUID().slice(0, 8)}`;
}

/** A student whom no other test knows, as the vendor is told. */
export function student(name = "서도윤") {
  const phoneNumber = `010-${randomInt(1000, 9999)}-${randomInt(1000, 9999)}`;
  return { customer: { id: freshWord(), name, phoneNumber } };
}

export function card(plan: Plan = {}): Blueprint {
  return { id: freshWord(), amountWon: 350_000, ...plan };
}

/** A virtual account that the payer has paid into. */
export function virtualAccount(plan: Plan = {}): Blueprint {
  const method = {
    type: "PaymentMethodVirtualAccount",
    bank: "SHINHAN",
    accountNumber: "56211900345678",
    expiredAt: new Date(Date.now() + 3 * DAY_MS).toISOString(),
  };
  return card({ amountWon: 180_000, method, ...plan });
}

/** A virtual account that nobody has paid into yet. */
export function emptyAccount(plan: Plan = {}): Blueprint {
  return virtualAccount({ status: "VIRTUAL_ACCOUNT_ISSUED", ...plan });
}

export function phoneBill(plan: Plan = {}): Blueprint {
  const method = { type: "PaymentMethodMobile", phoneNumber: "010-2345-6789" };
  return card({ amountWon: 90_000, method, ...plan });
}

/** Noon of the last day of the month before this one, in Korea. */
export function lastMonth(): string {
  const today = new Date(Date.now() + KST_MS);
  const noon = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0, 12);
  return new Date(noon - KST_MS).toISOString();
}
