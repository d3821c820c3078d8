// Payments of every kind that the rulebook tells apart, made up at their vendors.

import { card, type Plan } from "./blueprints";
import { type BillPlan, bill, type Channels, type ReceiptPlan, receipt } from "./channels";
import type { Control } from "./control";
import type { Booked, Desk } from "./desk";

export interface Vendors {
  desk: Desk;
  control: Control;
  channels: Channels;
}

/** Puts a payment into the book by way of its vendor. */
export type Recipe = (vendors: Vendors) => Promise<Booked>;

export function portone(plan: Plan = {}): Recipe {
  return ({ desk }) => desk.receive(card(plan));
}

export function bootpay(plan: Partial<ReceiptPlan> = {}): Recipe {
  return async ({ desk, channels }) => desk.expectBooked(await channels.takeReceipt(receipt(plan)));
}

export function payssam(plan: Partial<BillPlan> = {}): Recipe {
  return async ({ desk, channels }) => desk.expectBooked(await channels.sendBill(bill(plan)));
}

/** One of the demo that nobody cancels. */
export function named(id: string): Recipe {
  return ({ desk }) => desk.expectBooked(id);
}

/** The demo's oldest that such a filter of the list finds: what is cancelled by others is newer. */
export function oldest(filter: string): Recipe {
  return async ({ desk }) => (await desk.newest(`${filter}&sort=oldest`, 1))[0];
}

/** How often the vendor has really refunded a payment. */
export async function refunds({ control, channels }: Vendors, payment: Booked): Promise<number> {
  const truths = {
    portone: () => control.payment(payment.gatewayId),
    bootpay: () => channels.receipt(payment.gatewayId),
    payssam: () => channels.bill(payment.gatewayId),
  };
  const truth = truths[payment.channel as keyof typeof truths];
  return (await truth()).refundCount;
}

/** A card as PortOne describes it; what is absent is a personal credit card of a local brand. */
export function cardMethod(card: object = {}, more: object = {}): object {
  const local = { issuer: "SHINHAN_CARD", brand: "LOCAL", type: "CREDIT", ownerType: "PERSONAL" };
  return { type: "PaymentMethodCard", card: { ...local, ...card }, ...more };
}

/** An easy pay, and what it took the money from, where that is known. */
export function easyPay(provider: string, funding?: "card" | "money"): object {
  const sources = { card: cardMethod(), money: { type: "PaymentMethodEasyPayMethodCharge" } };
  const easyPayMethod = funding && sources[funding];
  return { type: "PaymentMethodEasyPay", provider, easyPayMethod };
}

export const phoneMethod = { type: "PaymentMethodMobile", phoneNumber: "010-2345-6789" };

export const giftCertificate = {
  type: "PaymentMethodGiftCertificate",
  giftCertificateType: "CULTURELAND",
  approvalNumber: "G000000011",
};

export const convenienceStore = { type: "PaymentMethodConvenienceStore" };

export const crypto = { type: "PaymentMethodCrypto" };

export const escrowConfirmed = {
  status: "CONFIRMED",
  company: "CJ",
  invoiceNumber: "600000000001",
  isAutomaticallyConfirmed: false,
};
export const escrow = { status: "REGISTERED", company: "CJ", invoiceNumber: "600000000001" };
