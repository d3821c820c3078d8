// 증빙 of a payment: what its vendor said and when it was asked, apart from what the book says.

import { randomInt } from "node:crypto";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";
import { bothDresses } from "../support/dress";
import { cardMethod } from "../support/recipes";

/** A webhook and a read. */
const NOTICED_AFTER_MS = 20_000;

const NAMES = {
  ko: [
    "PG 결제 번호",
    "승인번호",
    "PG",
    "결제일시",
    "PG 확인 시각",
    "PG 상태",
    "PG 취소 금액",
    "장부 취소 금액",
    "영수증",
  ],
  en: [
    "Gateway payment id",
    "Approval number",
    "Gateway",
    "Paid at",
    "Gateway read at",
    "Gateway status",
    "Cancelled at the gateway",
    "Cancelled in the book",
    "Receipt",
  ],
};

const IN_THE_BOOK = NAMES.ko.indexOf("장부 취소 금액");

/** In Korea, to the fraction of a second. */
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+\+09:00$/;

for (const dress of bothDresses) {
  test.describe(() => {
    test.use({ dress });

    test(`what PortOne said of a payment, and when, can be shown: ${dress.locale}`, async ({
      page,
      visit,
      desk,
      control,
    }) => {
      const approvalNumber = String(randomInt(10_000_000, 99_999_999));
      const plan = card({ provider: "KCP_V2", method: cardMethod({}, { approvalNumber }) });
      const { payment: vendors } = await control.createPayment(plan);
      const payment = await desk.expectBooked(plan.id);
      const cancelledAt = Date.now();
      await control.cancelOutside(plan.id, 120_000);
      const agreement = async () => (await desk.detail(payment)).payment.agreement;
      await expect.poll(agreement, { timeout: NOTICED_AFTER_MS }).toBe("gateway_ahead");

      const inspector = new Inspector(page);
      const values = inspector.evidence.getByRole("definition");
      await visit.openPayment(payment);
      await expect(inspector.evidence).toBeVisible();
      await expect(values).toHaveCount(0);
      await inspector.unfoldEvidence();
      await expect(inspector.evidence.getByRole("term")).toHaveText(NAMES[dress.locale]);
      await expect(values).toHaveText([
        plan.id,
        approvalNumber,
        "KCP_V2",
        INSTANT,
        INSTANT,
        "partially_cancelled",
        "120,000",
        "0",
        vendors.receiptUrl,
      ]);
      const [, , , paidAt, readAt] = (await values.allInnerTexts()).map(Date.parse);
      expect(paidAt).toBe(Date.parse(vendors.paidAt));
      expect(readAt).toBeGreaterThanOrEqual(cancelledAt);
      expect(readAt).toBeLessThanOrEqual(Date.now());

      await visit.button(visit.words.checkNow).click();
      await expect(values.nth(IN_THE_BOOK)).toHaveText("120,000");
    });
  });
}
