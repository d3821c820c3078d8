// A payment for every row of the rulebook that the demo's connections or a file can reach, each in the words of
// its vendor. The guide has them all.

import { virtualAccount } from "./blueprints";
import { depositedAccount } from "./channels";
import {
  bootpay,
  cardMethod,
  convenienceStore,
  crypto,
  easyPay,
  escrow,
  escrowConfirmed,
  giftCertificate,
  named,
  oldest,
  payssam,
  phoneMethod,
  portone,
  type Recipe,
} from "./recipes";

/** The rows that one payment shows, by their ids with a space between. */
export type Rows = Record<string, Recipe>;

/** Made up anew each time: both languages may be shown by one browser. */
const account =
  (provider: string): Recipe =>
  ({ desk }) =>
    desk.receive(virtualAccount({ provider }));
const transfer = { type: "PaymentMethodTransfer", bank: "KAKAO" };
const test = (provider: string, more: object = {}) =>
  portone({ provider, channelType: "TEST", ...more });

const CARDS: Rows = {
  "P-ANY": portone({ provider: "KCP_V2", method: convenienceStore }),
  "P-CARD": portone(),
  "P-CARD-CORP": portone({ method: cardMethod({ ownerType: "CORPORATE" }) }),
  "P-CARD-POINTS": portone({ method: cardMethod({ issuer: "LOTTE_CARD" }, { pointUsed: true }) }),
  "P-CARD-POINTS-OK": portone({
    method: cardMethod({ issuer: "KOOKMIN_CARD" }, { pointUsed: true }),
  }),
  "P-CARD-FOREIGN": portone({ method: cardMethod({ brand: "VISA" }) }),
  "P-CARD-FOREIGN-OTHER": portone({ method: cardMethod({ brand: "AMEX" }) }),
  "P-CARD-GIFT": portone({ method: cardMethod({ type: "GIFT" }) }),
  "P-ESCROW": portone({ escrow }),
  "P-ESCROW-DONE": portone({ escrow: escrowConfirmed }),
  "P-ESCROW-DONE-NICE": portone({ provider: "NICE_V2", escrow: escrowConfirmed }),
  "P-PROMO": portone({ promotionId: "promotion-demo-percent" }),
  "P-NICE": portone({ provider: "NICE_V2" }),
  "P-KSNET": portone({ provider: "KSNET" }),
  "P-KPN": portone({ provider: "KPN" }),
  "P-PAYMENTWALL": portone({ provider: "PAYMENTWALL" }),
};

const ACCOUNTS: Rows = {
  "P-VA": account("INICIS_V2"),
  "P-VA0": named("demo-va-issued"),
  "P-VA-TOSS": account("TOSSPAYMENTS"),
  "P-VA-NICE": account("NICE_V2"),
  "P-VA-SMTR": account("SMARTRO_V2"),
  "P-VA-KPN": account("KPN"),
  "P-VA-DANAL": account("DANAL_TPAY"),
  "P-KSNET-VA": account("KSNET"),
  "P-TRANS": portone({ method: transfer }),
  "P-TRANS-KPN": portone({ provider: "KPN", method: transfer }),
  "P-TRANS-KSNET": portone({ provider: "KSNET", method: transfer }),
  "P-TRANS-NICE": portone({ provider: "NICE_V2", method: transfer }),
};

const PHONES_AND_WALLETS: Rows = {
  "P-PHONE": portone({ method: phoneMethod }),
  "P-PHONE-NEXT": portone({ provider: "KCP_V2", method: phoneMethod }),
  "P-KSNET-PHONE": portone({ provider: "KSNET", method: phoneMethod }),
  "P-EASY": portone({ provider: "INICIS_V2", method: easyPay("SAMSUNGPAY", "card") }),
  "P-KAKAO": portone({ provider: "KAKAOPAY", method: easyPay("KAKAOPAY") }),
  "P-KAKAO-C": portone({ provider: "KAKAOPAY", method: easyPay("KAKAOPAY", "card") }),
  "P-KAKAO-M": portone({ provider: "KAKAOPAY", method: easyPay("KAKAOPAY", "money") }),
  "P-NAVER": portone({ provider: "NAVERPAY", method: easyPay("NAVERPAY", "card") }),
  "P-PAYPAL": portone({ provider: "PAYPAL_V2", method: easyPay("PAYPAL") }),
  "P-WECHAT": portone({ provider: "KICC_V2", method: easyPay("WECHAT", "money") }),
  "P-GIFT": portone({ method: giftCertificate }),
  "P-GIFT-ANY": portone({ provider: "KCP_V2", method: giftCertificate }),
  "P-STORE-JP": portone({ provider: "INICIS_JP", method: convenienceStore }),
  "P-STORE-JP-WAIT": portone({
    provider: "INICIS_JP",
    method: convenienceStore,
    status: "PAY_PENDING",
  }),
  "P-TRIPLE-A": portone({ provider: "TRIPLE_A", method: crypto }),
};

const TESTS: Rows = {
  "P-TEST": test("JTNET"),
  "P-TEST-AUTO": test("INICIS_V2"),
  "P-TEST-NICE": test("NICE_V2"),
  "P-TEST-FREE": test("TOSSPAYMENTS"),
  "P-TEST-REAL": test("PAYMENTWALL"),
  "P-TEST-EASY": test("INICIS_V2", { method: easyPay("SAMSUNGPAY", "card") }),
  "P-TEST-KCP-KAKAO": test("KCP_V2", { method: easyPay("KAKAOPAY", "money") }),
  "P-SMTR-T": test("SMARTRO_V2", { method: cardMethod({ type: "DEBIT" }) }),
};

const BOOTPAY: Rows = {
  "B-OTHER": bootpay({ pg: "toss" }),
  "B-ANY": bootpay({ method: { kind: "wallet", wallet: "payco" } }),
  "B-CARD": bootpay(),
  "B-TRANS": bootpay({ method: { kind: "bank" } }),
  "B-KCP": bootpay({ pg: "kcp" }),
  "B-PREPAID": bootpay({ method: { kind: "card", sort: "gift" } }),
  "B-VA": bootpay(depositedAccount()),
  "B-VA0": bootpay(depositedAccount({ status: "account_issued" })),
  "B-VA-TEST": bootpay(depositedAccount({ sandbox: true })),
  "B-PHONE": bootpay({ method: { kind: "phone", number: "010-2345-6789" } }),
  "B-TEST": bootpay({ sandbox: true }),
};

const BILLS: Rows = {
  "Y-PAID Y-ANY": payssam(),
  "Y-CARD": payssam({ tender: { payType: "KEYIN" } }),
  "Y-OFFL": payssam({ tender: { payType: "OFFLINE_CASH" } }),
  "Y-WAIT": oldest("channel=payssam&status=unpaid"),
};

const COUNTER: Rows = {
  "M-POS M-ANY M-NF M-KEYIN": oldest("channel=terminal&method=card&status=paid"),
  // The oldest card of Hyundai.
  "M-KEYIN-X": oldest("channel=terminal&q=30000070"),
  "M-CASHR": oldest("channel=terminal&method=bank_transfer_receipt&status=paid"),
  "M-UNL": oldest("channel=recorded&status=paid"),
};

const BILLS_BY_HAND: Rows = {
  "M-SMS-F A-MGR": oldest("channel=alltalkpay&status=paid"),
  "M-SMS-W": oldest("channel=alltalkpay&status=unpaid"),
};

export const REACHED: Record<string, Rows> = {
  "PortOne's cards": CARDS,
  "PortOne's accounts": ACCOUNTS,
  "PortOne's phone bills and wallets": PHONES_AND_WALLETS,
  "PortOne's test channels": TESTS,
  Bootpay: BOOTPAY,
  "PaySsam, 올톡페이 and the counter": { ...BILLS, ...BILLS_BY_HAND, ...COUNTER },
};

/** Toss Payments without PortOne has no connection: its payments come in as a file, with these methods. */
export const IMPORTED: Record<string, { method: string; paid: boolean }> = {
  "T-ANY": { method: "other", paid: true },
  "T-CARD": { method: "card", paid: true },
  "T-VA": { method: "virtual_account", paid: true },
  "T-VA0": { method: "virtual_account", paid: false },
  "T-TRANS": { method: "transfer", paid: true },
  "T-PHONE": { method: "mobile", paid: true },
};

/** No file names a provider or an escrow, and PaySsam has no sandbox in the demo. */
export const ONLY_IN_THE_GUIDE = [
  "T-PAYPAL",
  "T-ESCROW",
  "Y-TEST",
];
