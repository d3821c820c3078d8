// The console's own API, for what a test needs before its screen: a payment in the book, a cancel on
// its way. What a screen can show is looked at on the screen.

import { randomUUID } from "node:crypto";

import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

import { consoleUrl } from "./addresses";
import type { Blueprint } from "./blueprints";
import type { Control } from "./control";

/** A webhook, a read and a row: quick, but for a busy machine. */
const BOOKED_AFTER_MS = 15_000;

/** Less than half an idle session, so that nobody is logged out by the moving clock. */
const STEP_SECONDS = 300;

/** A payment as both sides know it. */
export interface Booked {
  /** Ours: `pay_…`. */
  id: string;
  /** The vendor's. */
  gatewayId: string;
  /** As the desk names it: `portone`, `bootpay`, … */
  channel: string;
  amountWon: number;
}

export interface Detail {
  payment: {
    cancellable_won: number;
    cancelled_won: number;
    book_status: string;
    agreement: string;
    order_name: string;
  };
  cancellations: {
    id: string;
    kind: string;
    state: string;
    amount_won: number;
    accepted_at: string | null;
    settled_at: string | null;
    undo: Undo | null;
    attention?: string | null;
  }[];
  rebill?: { rebillable_won: number; rebilled_won: number; bills: BillOf[] };
  decision: Decision;
}

export interface Words {
  ko: string;
  en: string;
}

/** What the rulebook says of one payment, as far as its panel tells it. */
export interface Decision {
  rules: string[];
  headline: Words;
  verdict: "allowed" | "allowed_with_steps" | "blocked";
  actions: { reasons: Reason[] }[];
  deadline: { last_day: string; days_left: number } | null;
  fee: { amount: number; text: Words } | null;
  arrival: { text: Words } | null;
  cash_receipt: { effect: string; text: Words };
  stays_undone: Words[];
  steps: Words[];
  notices: Reason[];
}

/** Whether a cancel can be taken back at the PG, until when, and how. */
export interface Undo {
  rule: string;
  text: Words;
  steps: Words[];
  last_day: string | null;
  /** Where it ends before midnight does. */
  closes_at?: string;
}

export interface Reason {
  rule: string;
  text: Words;
}

/** A row of the rulebook, as the guide prints it. */
export interface RuleRow {
  id: string;
  kind: "cancel" | "follow_up" | "undo";
  name: Words;
  cells: RuleCell[];
}

/** One fact of a rule, how sure it is, and where it was read. */
export interface RuleCell {
  text: Words;
  unverified: boolean;
  /** What the sources disagree on. */
  conflict: Words | null;
  sources: { key: string; title: Words }[];
  /** `2026-11-21`. */
  checked_on: string;
}

/** What a filter of the list finds, counted. */
export interface Summary {
  by_status: { status: string; sums: { count: number } }[];
  in_flight: number;
  disagreeing: number;
}

/** How far the book agrees with the vendors. */
export interface Agreement {
  payments: number;
  agreeing: number;
  at_risk_won: number;
}

/** A bill as the desk tells it. */
export interface BillOf {
  id: string;
  status: string;
  amount_won: number;
  bill_number: string | null;
  payment_id: string | null;
}

export class Desk {
  constructor(
    /** Of somebody who is logged in. */
    private readonly request: APIRequestContext,
    private readonly control: Control,
    private readonly url: string = consoleUrl,
  ) {}

  /** Made at the vendor, told by its webhook, and in our book. */
  async receive(blueprint: Blueprint): Promise<Booked> {
    await this.control.createPayment(blueprint);
    return this.expectBooked(blueprint.id);
  }

  /** A payment by the vendor's id, once it is in the book. */
  async expectBooked(gatewayId: string): Promise<Booked> {
    let found: Booked | undefined;
    await expect(async () => {
      found = await this.find(gatewayId);
      expect(found, `${gatewayId} is in the book`).toBeDefined();
    }).toPass({ timeout: BOOKED_AFTER_MS });
    return found as Booked;
  }

  /** The newest payments that such a filter of the list finds. */
  async newest(filter: string, count: number): Promise<Booked[]> {
    const { items } = await this.read(`${this.url}/api/payments?${filter}`);
    expect(items.length, `payments of ${filter}`).toBeGreaterThanOrEqual(count);
    return items.slice(0, count).map(booked);
  }

  async summary(filter: string): Promise<Summary> {
    return this.read(`${this.url}/api/payments/summary?${filter}`);
  }

  async detail(payment: Booked): Promise<Detail> {
    return this.read(`${this.url}/api/payments/${payment.id}`);
  }

  /** Asks for a full cancel as the dialog does; `changes` are what is said differently. */
  async requestCancel(payment: Booked, changes: object = {}): Promise<APIResponse> {
    return this.request.post(`${this.url}/api/payments/${payment.id}/cancellations`, {
      headers: { "Idempotency-Key": randomUUID() },
      data: {
        kind: "full",
        amount_won: payment.amountWon,
        reason_code: "customer_request",
        note: "",
        expected_cancellable_won: payment.amountWon,
        ...changes,
      },
    });
  }

  /** Takes a cancel back that has just been asked for. */
  async withdraw(asked: APIResponse): Promise<void> {
    const { id } = await asked.json();
    const answer = await this.request.post(`${this.url}/api/cancellations/${id}/withdraw`);
    expect(answer.ok(), `${answer.url()} answered ${answer.status()}`).toBe(true);
  }

  /** A card payment, cancelled in full. */
  async receiveCancelled(blueprint: Blueprint): Promise<Booked> {
    const payment = await this.receive(blueprint);
    const asked = await this.requestCancel(payment);
    expect(asked.ok(), `${asked.url()} answered ${asked.status()}`).toBe(true);
    await this.expectState(payment, "succeeded");
    return payment;
  }

  /** A bill over all that was cancelled of a payment, sent to nobody yet. */
  async rebill(payment: Booked, itemName: string): Promise<BillOf> {
    const answer = await this.requestRebill(payment, itemName);
    expect(answer.ok(), `${answer.url()} answered ${answer.status()}`).toBe(true);
    return answer.json();
  }

  async requestRebill(payment: Booked, itemName: string): Promise<APIResponse> {
    return this.request.post(`${this.url}/api/payments/${payment.id}/rebill`, {
      headers: { "Idempotency-Key": randomUUID() },
      data: { items: [{ name: itemName, amount_won: payment.amountWon }] },
    });
  }

  async bill(bill: { id: string }): Promise<BillOf> {
    return this.read(`${this.url}/api/bills/${bill.id}`);
  }

  /** Waits until a bill stands so, and tells it. */
  async expectBill(bill: { id: string }, status: string): Promise<BillOf> {
    await expect.poll(async () => (await this.bill(bill)).status).toBe(status);
    return this.bill(bill);
  }

  async rulebook(): Promise<RuleRow[]> {
    return (await this.read(`${this.url}/api/rulebook`)).items;
  }

  /** How many follow-ups are open, whoever's they are. */
  async openFollowUps(): Promise<number> {
    return (await this.read(`${this.url}/api/follow-ups/counts`)).open;
  }

  /** For managers. */
  async agreement(): Promise<Agreement> {
    return this.read(`${this.url}/api/agreement`);
  }

  /** Takes what was cancelled outside into the book, once it is noticed. */
  async takeOver({ id }: Booked): Promise<void> {
    const about = ({ payment }: { payment: { id: string } }) => payment.id === id;
    const open = async () => (await this.read(`${this.url}/api/follow-ups`)).items.find(about);
    await expect.poll(open).toBeDefined();
    const duty = await open();
    const answer = await this.request.post(`${this.url}/api/drift/${duty.id}/adopt`, {
      data: { reason_code: "customer_request" },
    });
    expect(answer.ok(), `${answer.url()} answered ${answer.status()}`).toBe(true);
  }

  /** Waits until the newest cancellation of a payment is in this state. */
  async expectState(payment: Booked, state: string): Promise<void> {
    await expect
      .poll(async () => (await this.detail(payment)).cancellations[0]?.state)
      .toBe(state);
  }

  /** Moves the clock on until no read can prove any more how the newest cancel ended: for a desk of one's own. */
  async waitForDoubt(payment: Booked): Promise<void> {
    await expect(async () => {
      await this.control.forward(STEP_SECONDS);
      expect((await this.detail(payment)).cancellations[0]?.attention).toBe("no_proof");
    }).toPass({ intervals: [2_000], timeout: 60_000 });
  }

  private async find(gatewayId: string): Promise<Booked | undefined> {
    const list = `${this.url}/api/payments?q=${encodeURIComponent(gatewayId)}`;
    const [found] = (await this.read(list)).items;
    return found && booked(found);
  }

  private async read(url: string) {
    const response = await this.request.get(url);
    expect(response.ok(), `${url} answered ${response.status()}`).toBe(true);
    return response.json();
  }
}

function booked(row: Row): Booked {
  const { id, gateway_payment_id: gatewayId, channel, amount_won: amountWon } = row;
  return { id, gatewayId, channel, amountWon };
}

interface Row {
  id: string;
  gateway_payment_id: string;
  channel: string;
  amount_won: number;
}
