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
  payment: {
    status: string;
    amount: { cancelled: number; cancelledTaxFree: number };
    paidAt: string;
    receiptUrl: string;
  };
}

/** What really happened to a bill at the vendor. */
export interface BillTruth {
  /** `W` waiting, `F` paid, `C` cancelled, `D` void. */
  state: string;
  priceWon: number;
  chargedWon: number;
  refundedWon: number;
  heldWon: number;
  refundCount: number;
}

/** Whom the vendor asks for the money. */
export interface Billed {
  memberName: string;
  phone: string;
}

interface Call {
  method: string;
  path: string;
}

interface Webhook {
  paymentId: string;
  state: string;
  body: string;
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

  /** In the vendor's own console; without an amount, all that is left. */
  async cancelOutside(id: string, amountWon?: number): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/cancel"), { data: { amountWon } }));
  }

  /** The customer pays into the virtual account; tells whether the bank took it. */
  async deposit(id: string): Promise<boolean> {
    return (await this.request.post(this.payments(id, "/deposit"), { data: {} })).ok();
  }

  /** The bank answers for the oldest pending refund. */
  async settle(id: string, succeeded: boolean): Promise<Truth> {
    return this.json(await this.request.post(this.payments(id, "/settle"), { data: { succeeded } }));
  }

  /** What the desk asked PortOne to do with a payment, without the reads. */
  async asked(paymentId: string): Promise<string[]> {
    const { items } = await this.json(await this.request.get(this.at("/api/calls")));
    const own = `/payments/${encodeURIComponent(paymentId)}`;
    return items
      .filter(({ method, path }: Call) => method !== "GET" && path.startsWith(`${own}/`))
      .map(({ path }: Call) => path.slice(own.length));
  }

  /** What the vendor told of a payment by webhook, in its own words, and was thanked for. */
  async told(paymentId: string): Promise<string[]> {
    const { items } = await this.json(await this.request.get(this.at("/api/portone/webhooks")));
    return items
      .filter((one: Webhook) => one.paymentId === paymentId && one.state === "delivered")
      .map((one: Webhook) => JSON.parse(one.body).type);
  }

  /** Strikes calls about one payment only: the other tests use the same simulator. */
  async fault(fault: Fault): Promise<void> {
    await this.json(await this.request.post(this.at("/api/faults"), { data: fault }));
  }

  /** Whichever bill it is about: for a desk of one's own. */
  async refuseNextBillCall(code: string): Promise<void> {
    this.done(await this.request.post(this.at("/api/payssam/answers"), { data: { code } }));
  }

  /** Moves the vendors' clock on, and that of a demo beside them. */
  async forward(seconds: number): Promise<void> {
    const body = { forwardSeconds: seconds };
    await this.json(await this.request.post(this.at("/api/clock"), { data: body }));
  }

  async bill(number: string): Promise<BillTruth> {
    return this.json(await this.request.get(this.bills(number)));
  }

  async billed(number: string): Promise<Billed> {
    const { items } = await this.json(await this.request.get(this.at(`/api/payssam/bills?q=${number}`)));
    return items[0];
  }

  /** The customer pays by card through the link. */
  async payBill(number: string): Promise<void> {
    await this.json(await this.request.post(this.bills(number, "/pay"), { data: {} }));
  }

  /** In the manager's site, which tells nobody. */
  async voidBillOutside(number: string): Promise<void> {
    await this.json(await this.request.post(this.bills(number, "/void"), { data: {} }));
  }

  private bills(number: string, call = ""): string {
    return this.at(`/api/payssam/bills/${encodeURIComponent(number)}${call}`);
  }

  private payments(id: string, call = ""): string {
    return this.at(`/api/portone/payments/${encodeURIComponent(id)}${call}`);
  }

  private at(path: string): string {
    return `${this.url}${path}`;
  }

  private done(response: APIResponse) {
    const words = `${response.url()} answered ${response.status()}`;
    expect(response.ok(), words).toBe(true);
  }

  private async json(response: APIResponse) {
    this.done(response);
    return response.json();
  }
}
