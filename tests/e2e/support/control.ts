// The vendors' side: what really happened to the money, and what shall go wrong next.
// The calls are described in docs/simulator.md.

import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

import type { Blueprint } from "./blueprints";

/** What really happened to a payment at the vendor. */
export interface Truth {
  id: string;
  status: string;
  chargedWon: number;
  refundedWon: number;
  heldWon: number;
  refundCount: number;
  refunds: { amountWon: number }[];
  pending: unknown[];
  /** What the vendor's API answers. */
  payment: { status: string; amount: { cancelled: number; cancelledTaxFree: number } };
}

export interface Fault {
  kind: string;
  paymentId: string;
  scope?: "cancel" | "read" | "list" | "any";
  calls?: number;
  delayMs?: number;
}

export class Control {
  constructor(
    private readonly request: APIRequestContext,
    private readonly url: string,
  ) {}

  async payment(id: string): Promise<Truth> {
    return this.json(await this.request.get(this.payments(id)));
  }

  async createPayment(blueprint: Blueprint): Promise<Truth> {
    return this.json(await this.request.post(this.at("/api/portone/payments"), { data: blueprint }));
  }

  /** All that is left, in the vendor's own console. */
  async cancelOutside(id: string): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/cancel"), { data: {} }));
  }

  /** The bank answers for the oldest pending refund. */
  async settle(id: string, succeeded: boolean): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/settle"), { data: { succeeded } }));
  }

  /** Strikes calls about one payment only: the other tests use the same simulator. */
  async fault(fault: Fault): Promise<void> {
    await this.json(await this.request.post(this.at("/api/faults"), { data: fault }));
  }

  private payments(id: string, call = ""): string {
    return this.at(`/api/portone/payments/${encodeURIComponent(id)}${call}`);
  }

  private at(path: string): string {
    return `${this.url}${path}`;
  }

  private async json(response: APIResponse) {
    const words = `${response.url()} answered ${response.status()}`;
    expect(response.ok(), words).toBe(true);
    return response.json();
  }
}
