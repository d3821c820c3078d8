// The vendors' side: what really happened to the money, and what shall go wrong next.
// The calls are described in docs/simulator.md.

import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

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
}

/** A payment to be made up; what is absent is ordinary. */
export interface Blueprint {
  id: string;
  amount_won: number;
  [field: string]: unknown;
}

export interface Fault {
  kind: string;
  paymentId?: string;
  scope?: "cancel" | "read" | "list" | "any";
  calls?: number;
  delayMs?: number;
}

export interface OutsideCancel {
  via?: "console" | "pg_site";
  amountWon?: number;
  reason?: string;
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

  /** Cancels without us, as in the vendor's admin or on the PG's own site. */
  async cancelOutside(id: string, cancel: OutsideCancel = {}): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/cancel"), { data: cancel }));
  }

  /** The customer pays into the virtual account. */
  async deposit(id: string): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/deposit")));
  }

  /** The bank answers for the oldest pending refund. */
  async settle(id: string, succeeded: boolean): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/settle"), { data: { succeeded } }));
  }

  async fault(fault: Fault): Promise<void> {
    await this.json(await this.request.post(this.at("/api/faults"), { data: fault }));
  }

  async clearFaults(): Promise<void> {
    await this.ok(await this.request.delete(this.at("/api/faults")));
  }

  /** Lets calls go on that a `hold` fault keeps waiting. */
  async release(): Promise<void> {
    await this.ok(await this.request.post(this.at("/api/faults/release")));
  }

  private payments(id: string, call = ""): string {
    return this.at(`/api/portone/payments/${encodeURIComponent(id)}${call}`);
  }

  private at(path: string): string {
    return `${this.url}${path}`;
  }

  private async json(response: APIResponse) {
    await this.ok(response);
    return response.json();
  }

  private async ok(response: APIResponse): Promise<void> {
    await expect(response, `${response.url()} answered ${response.status()}`).toBeOK();
  }
}
