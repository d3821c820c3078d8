import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { UndoClock } from "../pages/undo_clock";
import { card, PAYER, virtualAccount } from "../support/blueprints";
import type { Booked, Undo } from "../support/desk";
import { wear } from "../support/dress";
import {
  bootpay,
  cardMethod,
  easyPay,
  escrow,
  giftCertificate,
  portone,
  type Recipe,
  type Vendors,
} from "../support/recipes";
import { HANGUL, type Locale } from "../support/said";
import { goWithin } from "../support/within";

interface Row {
  /** Of the rulebook. */
  id: string;
  recipe: Recipe;
  /** What is asked for instead of a full cancel. */
  changes?: object;
  /** The bank pays it out later. */
  pends?: boolean;
}

const TWO_DAYS_MS = 48 * 3_600_000;
const paidAt = new Date(Date.now() - TWO_DAYS_MS).toISOString();

const transfer = { type: "PaymentMethodTransfer", bank: "KAKAO" };
const refund_account = { bank: "SHINHAN", number: "110123456789", holder_name: PAYER };
const part = { kind: "partial", amount_won: 50_000 };

const ROWS: Row[] = [
  { id: "U-SAME-DAY", recipe: portone({ provider: "NICE_V2" }) },
  { id: "U-CHECK", recipe: portone({ method: cardMethod({ type: "DEBIT" }), paidAt }) },
  { id: "U-GIFT", recipe: portone({ method: cardMethod({ type: "GIFT" }), paidAt }) },
  { id: "U-ESCROW", recipe: portone({ escrow, paidAt }) },
  { id: "U-EASY", recipe: portone({ provider: "PAYCO", method: easyPay("PAYCO", "card"), paidAt }) },
  { id: "U-EASY", recipe: bootpay({ method: { kind: "wallet", wallet: "naver" }, paidAt }) },
  { id: "U-ANY", recipe: portone({ provider: "SMARTRO_V2", paidAt }) },
  { id: "U-NICE", recipe: bootpay({ paidAt }) },
  { id: "U-NICE", recipe: portone({ provider: "NICE_V2", paidAt }), changes: part },
  { id: "U-KCP", recipe: portone({ provider: "KCP_V2", paidAt }), changes: part },
  { id: "U-INICIS", recipe: bootpay({ pg: "inicis", paidAt }) },
  { id: "U-INICIS-NO", recipe: portone({ provider: "INICIS_V2", method: giftCertificate, paidAt }) },
  { id: "U-DANAL", recipe: portone({ provider: "DANAL_TPAY", paidAt }) },
  { id: "U-HECTO", recipe: portone({ provider: "SETTLE", paidAt }) },
  {
    id: "U-HECTO-VA",
    recipe: ({ desk }) => desk.receive(virtualAccount({ provider: "SETTLE", paidAt })),
    changes: { refund_account },
    pends: true,
  },
  { id: "U-HECTO-TRANS", recipe: portone({ provider: "SETTLE", method: transfer, paidAt }) },
  { id: "U-TOSS", recipe: portone({ provider: "TOSSPAYMENTS", paidAt }) },
  { id: "U-TOSS", recipe: bootpay({ pg: "toss", paidAt }) },
  { id: "U-JTNET", recipe: portone({ provider: "JTNET", paidAt }) },
];

test("after a cancel it is said whether the PG can still reverse it", async ({ page, desk }) => {
  const payment = await desk.receive(card({ provider: "TOSSPAYMENTS", paidAt }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 취소했어요");
  const { clock: undo } = new UndoClock(dialog.dialog);
  await expect(undo).toContainText("밤 12시까지");
  await expect(undo).toContainText("1544-7772");
  await dialog.close();
  await expect(inspector.cancellations).toContainText("1544-7772");
});

test("what was paid today cannot be reversed", async ({ page, desk }) => {
  const payment = await desk.receive(card());
  await desk.requestCancel(payment);
  await desk.expectState(payment, "succeeded");
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.cancellations).toContainText("결제한 날 취소한 건은 되돌릴 수 없어요");
});

test("every row of taking back is said, in both languages", async ({
  page,
  desk,
  control,
  channels,
}) => {
  test.setTimeout(120_000);
  const vendors = { desk, control, channels };
  const payments = await Promise.all(ROWS.map((row) => cancelled(row, vendors)));
  const inspector = new Inspector(page);
  for (const locale of ["ko", "en"] as const) {
    await wear(page, { locale, theme: "light" });
    await page.goto("/guide");
    await expect(page.locator("tr[id]").first()).toBeVisible();
    for (const [place, { id }] of ROWS.entries()) {
      await test.step(`${id}: ${locale}`, async () => {
        const payment = payments[place];
        const [cancellation] = (await desk.detail(payment)).cancellations;
        const advice = cancellation.undo as Undo;
        expect(advice.rule).toBe(id);
        await goWithin(page, `/payments/${payment.id}?q=${payment.gatewayId}`);
        const { clock, until, steps } = new UndoClock(inspector.cardOf(cancellation));
        await expect(clock).toContainText(advice.text[locale]);
        await expect(until).toHaveText(untilOf(advice, locale));
        await expect(steps).toHaveText(advice.steps.map((step) => step[locale]));
        // The names of a vendor's own buttons stand in brackets.
        const unquoted = (await clock.innerText()).replaceAll(/\([^()]*\)/g, "");
        if (locale === "en") expect.soft(unquoted).not.toMatch(HANGUL);
      });
    }
  }
});

test("no row of taking back is left out", async ({ desk }) => {
  const rows = (await desk.rulebook()).filter((row) => row.kind === "undo");
  const ids = new Set(ROWS.map((row) => row.id));
  expect([...ids].sort()).toEqual(rows.map((row) => row.id).sort());
});

async function cancelled({ recipe, changes, pends }: Row, vendors: Vendors): Promise<Booked> {
  const { desk, control } = vendors;
  const payment = await recipe(vendors);
  expect((await desk.requestCancel(payment, changes)).status()).toBe(201);
  if (pends) {
    const { gatewayId } = payment;
    await expect.poll(async () => (await control.payment(gatewayId)).pending.length).toBe(1);
    await control.settle(gatewayId, true);
  }
  await desk.expectState(payment, "succeeded");
  return payment;
}

/** Until when, as the screen writes it; nothing where it cannot be done. */
function untilOf({ last_day, closes_at }: Undo, locale: Locale): string[] {
  if (last_day === null) return [];
  const [year, month, day] = last_day.split("-").map(Number);
  const hour = closes_at?.slice("2026-11-23T".length, "2026-11-23T15:00".length);
  const at = new Date(last_day);
  const word = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleDateString(locale, { ...options, timeZone: "UTC" });
  const weekday = word({ weekday: "short" });
  if (locale === "ko") {
    const dotted = last_day.replaceAll("-", ".");
    return [hour ? `${dotted}(${weekday}) ${hour}까지` : `${month}월 ${day}일(${weekday}) 밤 12시까지`];
  }
  const date = `${weekday} ${day} ${word({ month: "short" })}`;
  return [hour ? `until ${date} ${year}, ${hour}` : `until midnight, ${date}`];
}
