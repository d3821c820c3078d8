import { randomInt } from "node:crypto";

import { expect, test } from "../fixtures";
import { DriftPage } from "../pages/drift_page";
import { HistoryPage } from "../pages/history_page";
import { card, freshWord } from "../support/blueprints";
import { bothDresses, wear } from "../support/dress";
import { momentInKorea } from "../support/korea";
import { password } from "../support/logins";

/** The vendor's console tells the desk by a webhook; the reconciler would take up to an hour. */
const NOTICED_AFTER_MS = 20_000;

const FORTY_DAYS_MS = 40 * 24 * 3_600_000;

const SAID = {
  ko: {
    amount: "30,000원",
    inPart: "밖에서 일부 취소됨",
    since: /^(방금|1분 전부터)$/,
    likely: "짐작되는 까닭",
    console: "PG 관리자 사이트에서 취소했어요.",
    scheduler: "테스트 결제라 PG가 자동으로 취소했어요.",
    chargeback: "카드사 이의제기로 취소됐어요.",
    next: "다음 할 일",
    ask: "PG 관리자나 매니저 사이트에서 누가, 왜 취소했는지 확인해요.",
  },
  en: {
    amount: "₩30,000",
    inPart: "Cancelled outside, in part",
    since: /^(just now|for 1 min)$/,
    likely: "Most likely",
    console: "Cancelled in the PG's admin.",
    scheduler: "A test payment, cancelled by the PG's scheduler.",
    chargeback: "A chargeback by the card issuer.",
    next: "What to do next",
    ask: "Check in the PG's admin or manager site who cancelled it, and why.",
  },
};

test.describe("a manager", () => {
  test.use({ person: "manager" });

  test("finds what was cancelled outside and takes it into the book", async ({
    page,
    desk,
    control,
  }) => {
    const orderName = freshWord();
    const amountWon = randomInt(6_000_000, 7_000_000);
    const amount = `${amountWon.toLocaleString("ko-KR")}원`;
    const payment = await desk.receive(card({ orderName, amountWon }));
    await control.cancelOutside(payment.gatewayId);
    await expect
      .poll(async () => (await desk.detail(payment)).payment.agreement, { timeout: NOTICED_AFTER_MS })
      .toBe("gateway_ahead");

    const history = new HistoryPage(page);
    const drift = new DriftPage(page);
    await history.open();
    await expect(history.agreement).toHaveText(/건이 어긋났어요 · 걸린\s금액\s[\d,]+원/);
    await history.agreement.click();
    await expect(drift.heading).toBeFocused();
    const found = drift.card(orderName);
    await expect(found).toContainText(amount);
    await expect(found).toContainText("밖에서 전액 취소됨");
    await expect(found).toContainText("PG 관리자 사이트에서 취소했어요");
    await expect(drift.figures).toContainText("포트원");

    await drift.reason(found).selectOption("중복 결제");
    await drift.adopt(found).click();
    await expect(page.getByText("장부에 올렸어요. 이제 PG와 맞아요.")).toBeVisible();
    await expect(found).toBeHidden();

    const { agreement, cancelled_won } = (await desk.detail(payment)).payment;
    expect(agreement).toBe("agrees");
    expect(cancelled_won).toBe(amountWon);
    expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
    await history.open("?period=today");
    await expect(history.row(orderName)).toContainText("중복 결제");
    await history.row(orderName).getByRole("link").click();
    await expect(history.story).toContainText("밖에서 취소된 금액을 이유와 함께 장부에 올렸어요.");
  });

  test("works the list by keyboard, and a reason is needed, for other ones in words", async ({
    page,
    desk,
    control,
  }) => {
    const orderName = freshWord();
    const payment = await desk.receive(card({ orderName }));
    await control.cancelOutside(payment.gatewayId);
    const drift = new DriftPage(page);
    await drift.open();
    const found = drift.card(orderName);
    await expect(found).toBeVisible({ timeout: NOTICED_AFTER_MS });
    await drift.adopt(found).press("Enter");
    await expect(drift.reason(found)).toBeFocused();
    await expect(drift.reason(found)).toHaveAccessibleDescription("사유를 골라 주세요.");
    expect((await desk.detail(payment)).payment.agreement).toBe("gateway_ahead");
    await drift.reason(found).selectOption("기타");
    await drift.adopt(found).press("Enter");
    const note = found.getByRole("textbox", { name: "메모" });
    await expect(note).toBeFocused();
    await expect(note).toHaveAccessibleDescription("기타를 골랐으면 메모를 적어 주세요.");
    await page.keyboard.type("원장님이 콘솔에서 취소");
    await page.keyboard.press("Enter");
    await expect(found).toBeHidden();
    // Reading goes on at the next one, or at the title where there is none.
    await expect(page.locator("article:focus, h1:focus")).toBeVisible();
  });

  test("compares a force-cancel again", async ({ page, desk, control }) => {
    const orderName = freshWord();
    const payment = await desk.receive(card({ orderName }));
    await page.request.post("/api/session/step-up", { data: { password } });
    await desk.requestCancel(payment, { kind: "force" });
    const drift = new DriftPage(page);
    await drift.open();
    const found = drift.card(orderName);
    await expect(drift.fact(found, "짐작되는 까닭")).toHaveText(
      "강제취소했지만 PG에서는 아직 취소되지 않았어요.",
    );
    await expect(drift.fact(found, "다음 할 일")).toHaveText("포트원 콘솔에서 이 결제를 취소해요.");
    await drift.checkNow(found).click();
    await expect(page.getByText("아직 끝나지 않았어요.")).toBeVisible();
    await control.cancelOutside(payment.gatewayId);
    await expect(found).toBeHidden({ timeout: NOTICED_AFTER_MS });
  });
});

for (const dress of bothDresses) {
  test.describe(`a card, ${dress.locale}`, () => {
    test.use({ person: "manager", dress });
    const said = SAID[dress.locale];

    test("says how much differs and since when, what most likely made it and what to do next", async ({
      page,
      visit,
      desk,
      control,
    }) => {
      const orderName = freshWord();
      const payment = await desk.receive(card({ orderName }));
      const drift = new DriftPage(page);
      const found = drift.card(orderName);
      const before = Date.now();
      await control.cancelOutside(payment.gatewayId, 30_000);
      await visit.open("/drift");
      await expect(found).toBeVisible({ timeout: NOTICED_AFTER_MS });
      const minutes = [before, Date.now()].map((at) => momentInKorea(at, dress.locale));

      await expect(drift.amount(found)).toHaveText(said.amount);
      await expect(found).toContainText(said.inPart);
      await expect(drift.since(found)).toHaveText(said.since);
      expect(minutes).toContain(await drift.since(found).getAttribute("title"));
      await expect(drift.fact(found, said.likely)).toHaveText(said.console);
      await expect(drift.fact(found, said.next)).toHaveText(said.ask);
      await desk.takeOver(payment);
    });

    test("names a PG that sweeps test payments, and a dispute of an old one by card", async ({
      page,
      visit,
      desk,
      control,
    }) => {
      const paidAt = new Date(Date.now() - FORTY_DAYS_MS).toISOString();
      const drift = new DriftPage(page);
      const causes = [
        { plan: { channelType: "TEST" }, likely: `${said.scheduler} · ${said.console}` },
        { plan: { paidAt }, likely: `${said.console} · ${said.chargeback}` },
      ];
      await visit.open("/drift");
      for (const { plan, likely } of causes) {
        const orderName = freshWord();
        const payment = await desk.receive(card({ orderName, ...plan }));
        await control.cancelOutside(payment.gatewayId);
        const found = drift.card(orderName);
        await expect(drift.fact(found, said.likely)).toHaveText(likely, { timeout: NOTICED_AFTER_MS });
        await desk.takeOver(payment);
      }
    });
  });
}

test("staff sees no figures of the whole book", async ({ page }) => {
  const history = new HistoryPage(page);
  await history.open();
  await expect(history.rows.first()).toBeVisible();
  await expect(history.agreement).toHaveCount(0);
});

for (const dress of bothDresses) {
  test.describe(`at 360 px, ${dress.locale}, ${dress.theme}`, () => {
    test.use({ person: "manager", viewport: { width: 360, height: 740 } });

    test("nothing is wider than the screen", async ({ page, desk, control }) => {
      await wear(page, dress);
      const payment = await desk.receive(card({ orderName: freshWord() }));
      await control.cancelOutside(payment.gatewayId);
      await page.goto("/drift");
      await expect(page.getByRole("article").first()).toBeVisible({ timeout: NOTICED_AFTER_MS });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  });
}
