// 어젯밤 요약: how far each merchant's book agreed when the day was over.

import { expect, onDeskOfItsOwn, test } from "../fixtures";
import { DriftPage } from "../pages/drift_page";
import { card, freshWord } from "../support/blueprints";
import type { Agreement, Desk } from "../support/desk";
import { wear } from "../support/dress";
import { momentInKorea, secondsUntilTomorrow, tomorrowInKorea } from "../support/korea";
import { HANBIT } from "../support/own_desk";
import type { Locale } from "../support/said";

const HOUR_SECONDS = 3_600;

/** It is looked every half minute whether a day can be summed up. */
const SUMMED_UP_AFTER_MS = 60_000;
/** The desk follows the vendors' clock in whole seconds. */
const BEHIND_MS = 1_000;

const SAEBOM = { key: "saebom", name: "새봄학원" };

/** The clock of this desk is moved on: to ten in the morning, and to half past four in the next. */
test.use(onDeskOfItsOwn);

test("each merchant's day is summed up at night, and what still differs says for how long", async ({
  page,
  visit,
  desk,
  control,
  ownDesk,
}) => {
  test.setTimeout(180_000);
  await visit.logIn("manager");
  await cancelTestPayment(desk);
  const [ahead, days] = [secondsUntilTomorrow(10), { ko: tomorrowInKorea(), en: tomorrowInKorea("en") }];
  await control.forward(ahead);
  await visit.logInAnew("manager");
  await ownDesk.addMerchantFor("manager", SAEBOM);
  await visit.logIn("manager");

  const before = await desk.agreement();
  const orderName = freshWord();
  const kept = await desk.receive(card({ orderName, amountWon: 310_000 }));
  const taken = await desk.receive(card());
  const from = Date.now() - BEHIND_MS;
  await control.cancelOutside(kept.gatewayId);
  await control.cancelOutside(taken.gatewayId);
  await desk.takeOver(taken);
  const agreement = async () => (await desk.detail(kept)).payment.agreement;
  await expect.poll(agreement).toBe("gateway_ahead");
  const noticed = [from, Date.now()].map((at) => at + ahead * 1_000);
  const after = {
    payments: before.payments + 2,
    agreeing: before.agreeing + 1,
    at_risk_won: before.at_risk_won + kept.amountWon,
  };

  await control.forward(18.5 * HOUR_SECONDS);
  await visit.logInAnew("manager");
  const drift = new DriftPage(page);
  for (const locale of ["ko", "en"] as const) {
    await wear(page, { locale, theme: "light" });
    await expect(async () => {
      await drift.open();
      const told = summaries(days[locale], after, locale);
      await expect(drift.lastNight).toHaveText(told, { timeout: 3_000 });
    }).toPass({ timeout: SUMMED_UP_AFTER_MS });
    const since = drift.since(drift.card(orderName));
    await expect(since).toHaveText(locale === "ko" ? "18시간 전부터" : "for 18 h");
    const moments = noticed.map((at) => momentInKorea(at, locale));
    expect(moments).toContain(await since.getAttribute("title"));
  }
});

/** Its PG would do so within a day, which would be one more difference. */
async function cancelTestPayment(desk: Desk): Promise<void> {
  const payment = await desk.expectBooked("demoTestPaid");
  expect((await desk.requestCancel(payment)).ok()).toBe(true);
  await desk.expectState(payment, "succeeded");
}

/** Of both merchants: the second has nothing but its name. */
function summaries(day: string, whole: Agreement, locale: Locale): string[] {
  const { payments, agreeing, at_risk_won } = whole;
  const [all, agree, risk] = [payments, agreeing, at_risk_won].map((one) => one.toLocaleString(locale));
  return locale === "ko"
    ? [
        `${HANBIT.name} · ${day} · ${all}건 중 ${agree}건 맞음 · ` +
          `새로 2건, 끝난 1건(장부에 올린 1건) · 걸린 금액 ${risk}원`,
        `${SAEBOM.name} · ${day} · 0건 중 0건 맞음 · 새로 0건, 끝난 0건(장부에 올린 0건)`,
      ]
    : [
        `${HANBIT.name} · ${day} · ${agree} of ${all} agree · ` +
          `2 new, 1 closed (1 taken into the book) · ₩${risk} at risk`,
        `${SAEBOM.name} · ${day} · 0 of 0 agree · 0 new, 0 closed (0 taken into the book)`,
      ];
}
