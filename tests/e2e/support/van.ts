// The person before the card terminal, and the VAN behind it. The calls are the simulator's
// (docs/simulator.md); they are made here and nowhere else.

import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

import { consoleUrl } from "./addresses";
import type { Booked } from "./desk";

/** What the VAN answers when it says no. */
export type Decline = "ISSUER_REFUSED" | "CARD_SUSPENDED" | "ISSUER_CLOSED";

/** Whether the device reaches its VAN, and whether the answer comes back. */
export type Line = "up" | "lost_before_van" | "lost_after_van";

/** What really happened to an approval, whatever the device told. */
export interface Approval {
  approvalNumber: string;
  amountWon: number;
  refundedWon: number;
  refundCount: number;
  attempts: unknown[];
}

/** A payment of the terminal in our book. Its id at the vendor's side is the approval number. */
export interface PaidAtTerminal extends Booked {
  issuer: string | undefined;
}

/** There is one device: tests that use it come one after the other. */
export class Van {
  constructor(
    private readonly request: APIRequestContext,
    private readonly url: string,
  ) {}

  async insertCard(card: "right" | "other" = "right"): Promise<void> {
    await this.act("/card", { card });
  }

  async pullCard(): Promise<void> {
    await this.act("/pull");
  }

  /** The device has waited long enough for a card. */
  async timeOut(): Promise<void> {
    await this.act("/time-out");
  }

  /** The next answer of the VAN, whatever it thinks. */
  async decline(code: Decline): Promise<void> {
    await this.act("/decline", { code });
  }

  async setLine(line: Line): Promise<void> {
    await this.done(await this.request.put(this.at("/line"), { data: { line } }));
  }

  /** Unplugged, the device says nothing to anybody. */
  async plug(plugged: boolean): Promise<void> {
    await this.done(await this.request.put(this.at("/plug"), { data: { plugged } }));
  }

  /** An approval of today's, of which the desk knows nothing. */
  async approve(approvalNumber: string, amountWon: number): Promise<void> {
    await this.act("/approvals", { approvalNumber, amountWon });
  }

  async approval(number: string): Promise<Approval> {
    const response = await this.request.get(this.at(`/approvals/${number}`));
    await this.done(response);
    return response.json();
  }

  /** In the VAN's own program on the PC. */
  async cancelOutside(number: string): Promise<void> {
    await this.act(`/approvals/${number}/cancel`);
  }

  private async act(call: string, data: object = {}): Promise<void> {
    await this.done(await this.request.post(this.at(call), { data }));
  }

  private at(call: string): string {
    return `${this.url}/api/van${call}`;
  }

  private async done(response: APIResponse): Promise<void> {
    expect(response.ok(), `${response.url()} answered ${response.status()}`).toBe(true);
  }
}

/** One that is paid, whole, and of no other test: the demo's terminal brings payments of its own. */
export async function paidAtTerminal(
  request: APIRequestContext,
  taken: Set<string>,
  method: "card" | "cash_receipt" | "bank_transfer_receipt",
  fits: (payment: PaidAtTerminal) => boolean = () => true,
  desk: string = consoleUrl,
): Promise<PaidAtTerminal> {
  const query = `channel=terminal&method=${method}&status=paid&limit=100`;
  const response = await request.get(`${desk}/api/payments?${query}`);
  expect(response.ok(), `${response.url()} answered ${response.status()}`).toBe(true);
  const { items } = await response.json();
  const payments: PaidAtTerminal[] = items
    .filter((item: { in_flight: unknown }) => item.in_flight === null)
    .map((item: Wire) => ({
      id: item.id,
      gatewayId: item.approval_number,
      channel: "terminal",
      amountWon: item.amount_won,
      issuer: item.method_detail.card?.issuer_name?.ko,
    }));
  const found = payments.find((payment) => !taken.has(payment.id) && fits(payment));
  expect(found, `a ${method} paid at the terminal`).toBeDefined();
  taken.add((found as PaidAtTerminal).id);
  return found as PaidAtTerminal;
}

interface Wire {
  id: string;
  approval_number: string;
  amount_won: number;
  method_detail: { card: { issuer_name: { ko: string } | null } | null };
}
