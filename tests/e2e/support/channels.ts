// The other vendors' side: Bootpay's receipts and PaySsam's bills, as docs/simulator.md describes them.

import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

import { freshWord } from "./blueprints";

/** What really happened to the money, whatever the vendor's API says. */
export interface Money {
  chargedWon: number;
  refundedWon: number;
  heldWon: number;
  refundCount: number;
}

/** A receipt that somebody has paid; what is absent is ordinary: a credit card at nicepay, just now. */
export interface ReceiptPlan {
  orderId: string;
  amountWon: number;
  [field: string]: unknown;
}

export interface BillPlan {
  id: string;
  priceWon: number;
  [field: string]: unknown;
}

export function receipt(plan: Partial<ReceiptPlan> = {}): ReceiptPlan {
  return { orderId: freshWord(), amountWon: 350_000, ...plan };
}

/** Paid by card a moment ago. The vendor's numbers are letters and digits. */
export function bill(plan: Partial<BillPlan> = {}): BillPlan {
  return { id: freshWord(), priceWon: 240_000, ...plan };
}

/** A virtual account at nicepay that the payer has paid into. */
export function depositedAccount(plan: Partial<ReceiptPlan> = {}): ReceiptPlan {
  return receipt({ amountWon: 180_000, method: { kind: "virtual_account" }, ...plan });
}

export class Channels {
  constructor(
    private readonly request: APIRequestContext,
    private readonly url: string,
  ) {}

  /** Makes the receipt, which Bootpay tells by its webhook, and says its id. */
  async takeReceipt(plan: ReceiptPlan): Promise<string> {
    return (await this.post("bootpay/payments", plan)).receiptId;
  }

  async receipt(id: string): Promise<Money> {
    return this.get(`bootpay/payments/${id}`);
  }

  /** In Bootpay's admin, which sends a webhook in its second generation only. */
  async cancelAtBootpayAdmin(id: string): Promise<void> {
    await this.post(`bootpay/payments/${id}/cancel`, { via: "admin" });
  }

  /** In the PG's own site, of which Bootpay never hears. */
  async cancelAtPgSite(id: string): Promise<void> {
    await this.post(`bootpay/payments/${id}/cancel`, { via: "pg_site" });
  }

  /** Makes the bill; a paid one is told by PaySsam's callback. */
  async sendBill(plan: BillPlan): Promise<string> {
    return (await this.post("payssam/bills", plan)).id;
  }

  async bill(id: string): Promise<Money & { state: string }> {
    return this.get(`payssam/bills/${id}`);
  }

  /** Silently, in the manager site. */
  async cancelAtManagerSite(id: string): Promise<void> {
    await this.post(`payssam/bills/${id}/cancel`, {});
  }

  private async get(path: string) {
    return read(await this.request.get(`${this.url}/api/${path}`));
  }

  private async post(path: string, data: object) {
    return read(await this.request.post(`${this.url}/api/${path}`, { data }));
  }
}

async function read(response: APIResponse) {
  const text = await response.text();
  expect(response.ok(), `${response.url()} answered ${response.status()} ${text}`).toBe(true);
  return text === "" ? undefined : JSON.parse(text);
}
