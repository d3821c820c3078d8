import type { Locator, Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { expectAccessible } from "../support/axe";
import { card, freshWord, student, virtualAccount } from "../support/blueprints";
import type { Control } from "../support/control";
import type { Booked, Desk } from "../support/desk";
import { bothDresses, wear } from "../support/dress";
import { paidAtTerminal } from "../support/van";

/** Named payments of the demo that nobody cancels: one for each look of the inspector. */
const KINDS = [
  "demo-card-old",
  "demo-card-partial-cancelled",
  "demo-card-cancelled",
  "demo-va-issued",
  "demo-va-refund-failed",
  "demo-phone-last-month",
  "demo-tax-free",
  "demo-escrow-confirmed",
  "demo-failed",
];

const WORDS = {
  ko: {
    menu: "내 메뉴",
    cancel: "결제취소",
    cancelPart: "부분취소",
    confirm: /[0-9]원 (결제취소|부분취소)$|^결제취소$/,
    seeIt: "진행 보기",
    addTerminal: "단말기 추가",
    noCard: "카드가 없어요",
    reasonMissing: "사유를 골라 주세요.",
    takeBack: "되돌리기",
    rebill: "미납내역 가져오기",
    rebillConfirm: /다시 청구$/,
    send: "청구서 보내기",
    record: "수납 처리",
    void: "파기",
    resend: "다시 보내기",
    sent: "결제대기",
    more: "더 보기",
    later: "나중에 하기",
    force: "강제취소",
    forceConfirm: /장부에서 취소$/,
    left: "이 결제에 남은 금액이 없어요",
    checking: "PG의 답을 확인하고 있어요",
  },
  en: {
    menu: "My menu",
    cancel: "Cancel payment",
    cancelPart: "Cancel part",
    confirm: /^Cancel /,
    seeIt: "See it",
    addTerminal: "Add a terminal",
    noCard: "No card at hand",
    reasonMissing: "Choose a reason.",
    takeBack: "Take it back",
    rebill: "Bill again",
    rebillConfirm: /^Bill .* again$/,
    send: "Send the bill",
    record: "Record as paid",
    void: "Void",
    resend: "Send again",
    sent: "Waiting",
    more: "More",
    later: "Later",
    force: "Force-cancel",
    forceConfirm: /in the book$/,
    left: "Nothing of this payment is left",
    checking: "We are checking the gateway's answer",
  },
};

for (const dress of bothDresses) {
  const words = WORDS[dress.locale];

  test.describe(`${dress.locale}, ${dress.theme}`, () => {
    test.describe.configure({ timeout: 120_000 });

    test.beforeEach(async ({ page }) => {
      await wear(page, dress);
    });

    test("the list, empty, with menu and help", async ({ page }) => {
      await page.goto("/payments");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "list");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "help");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.menu }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "menu");
      await page.goto(`/payments?q=${freshWord()}`);
      await expect(page.getByRole("table")).toBeHidden();
      await expectAccessible(page, "empty list");
      await page.goto("/nowhere");
      await expect(page.getByRole("main").getByRole("link")).toBeVisible();
      await expectAccessible(page, "no such screen");
    });

    test("force-cancel and follow-ups", async ({ page, desk, control }) => {
      const payment = await desk.receive(card());
      await page.goto(`/payments/${payment.id}`);
      await page.getByRole("button", { name: words.force, exact: true }).click();
      const dialog = page.getByRole("dialog");
      await expectAccessible(page, "force-cancel");
      await dialog.getByRole("button", { name: words.forceConfirm }).click();
      await expectAccessible(page, "force-cancel with errors");
      await control.cancelOutside(payment.gatewayId);
      await page.goto("/follow-ups?view=all");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "follow-ups");
      await page.getByRole("rowheader").first().getByRole("link").click();
      await expect(page.getByRole("complementary").getByRole("textbox")).toBeVisible();
      await expectAccessible(page, "a follow-up");
    });

    // What happens at the device is judged where nobody else is at it, in terminal.spec.ts.
    test("a cancel at the terminal, before it is sent", async ({ page, request }) => {
      const payment = await paidAtTerminal(request, new Set(), "card");
      const dialog = page.getByRole("dialog");
      await openDialog(page, payment, words.cancel);
      await expect(dialog.getByRole("radio").first()).toBeChecked();
      await confirm(dialog, words.confirm);
      await expect(dialog.getByText(words.reasonMissing)).toBeVisible();
      await expectAccessible(page, "which terminal and why, with errors");
      await dialog.getByRole("button", { name: words.noCard }).click();
      await expect(dialog.locator("[data-route]").first()).toBeVisible();
      await expectAccessible(page, "ways without the card");
    });

    test.describe("a manager", () => {
      test.use({ person: "manager" });

      test("terminals, and pairing one", async ({ page }) => {
        await page.goto("/terminals");
        await expect(page.getByRole("article").first()).toBeVisible();
        await expectAccessible(page, "terminals");
        await page.getByRole("button", { name: words.addTerminal }).click();
        await expectAccessible(page, "add a terminal");
        await page.getByRole("dialog").getByRole("textbox").fill(freshWord());
        await page.keyboard.press("Enter");
        await expect(page.getByRole("timer")).toBeVisible();
        await expectAccessible(page, "the code of a terminal");
      });

      test("what differs, and taking it into the book", async ({ page, desk, control }) => {
        const orderName = freshWord();
        const payment = await desk.receive(card({ orderName }));
        await control.cancelOutside(payment.gatewayId);
        await page.goto("/cancellations");
        await expect(page.locator(".agreement-line").getByRole("link")).toBeVisible();
        await expectAccessible(page, "history with how far the book agrees");
        await page.goto("/drift");
        const found = page.getByRole("article").filter({ hasText: orderName });
        await expect(found).toBeVisible();
        await found.locator("[type=submit]").click();
        await expect(found.getByText(words.reasonMissing)).toBeVisible();
        await found.getByRole("combobox").selectOption("other");
        await expect(found.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
        await expectAccessible(page, "what differs, with errors");
      });
    });

    test("re-billing", async ({ page, desk }) => {
      const payment = await desk.receiveCancelled(card());
      const dialog = page.getByRole("dialog");
      await openDialog(page, payment, words.rebill);
      await dialog.locator("input[name=item_name]").fill("");
      await confirm(dialog, words.rebillConfirm);
      await expect(dialog.locator("[aria-invalid=true]")).toBeVisible();
      await expectAccessible(page, "re-bill, with errors");
      await dialog.locator("input[name=item_name]").fill("11월");
      await confirm(dialog, words.rebillConfirm);
      await expect(dialog.getByRole("button", { name: words.later })).toBeVisible();
      await expectAccessible(page, "re-billed");
      await dialog.getByRole("button", { name: words.send }).click();
      await expect(dialog.locator("input[name=phone]")).toBeVisible();
      await expectAccessible(page, "send a bill");
    });

    test("a bill's drawer and dialogs", async ({ page, desk }) => {
      const payment = await desk.receiveCancelled(card());
      const bill = await desk.rebill(payment, freshWord());
      const dialog = page.getByRole("dialog");
      await page.goto(`/bills/${bill.id}?q=${payment.gatewayId}`);
      await expect(page.getByRole("complementary").getByRole("heading").first()).toBeVisible();
      await expectAccessible(page, "no bill matches, and one beside");
      const deed = (name: string) =>
        page.getByRole("complementary").getByRole("button", { name, exact: true });
      for (const name of [words.record, words.void]) {
        await deed(name).click();
        await expect(dialog).toBeVisible();
        await expectAccessible(page, name);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
        await expect(deed(name)).toBeFocused();
      }
      await deed(words.send).click();
      await dialog.locator("input[name=phone]").fill("1");
      await dialog.locator("[type=submit]").click();
      await expect(dialog.locator("[aria-invalid=true]")).toBeFocused();
      await expectAccessible(page, "send a bill, with errors");
      await dialog.locator("input[name=phone]").fill("01023456789");
      await dialog.locator("[type=submit]").click();
      await expect(dialog).toContainText(words.sent);
      await expectAccessible(page, "a bill that was sent");
      await page.keyboard.press("Escape");
      await deed(words.resend).click();
      await expect(dialog).toBeVisible();
      await expectAccessible(page, "send a bill again");
      await page.keyboard.press("Escape");
      await expectAccessible(page, "a bill that waits");
    });

    test("bills at rest, and those that are not there", async ({ page }) => {
      await page.goto("/bills");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "bills");
      await page.goto("/bills?status=sending");
      await page.getByRole("rowheader").first().getByRole("link").click();
      await expect(page.getByRole("complementary").getByRole("heading").first()).toBeVisible();
      await expectAccessible(page, "a bill whose answer was lost");
      for (const id of ["1", `bil_${"0".repeat(26)}`]) {
        await page.goto(`/bills/${id}`);
        await expect(page.getByRole("alert")).toBeVisible();
        await expectAccessible(page, `no such bill: ${id}`);
      }
    });

    test("a phone's bar, and what is behind it", async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto("/bills");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "bills on a phone");
      await page.getByRole("navigation").getByRole("button", { name: words.more }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "more screens");
      await page.getByRole("menuitem").nth(1).click();
      await expect(page).toHaveURL(/\/terminals$/);
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
      await expectAccessible(page, "terminals on a phone");
    });

    test("the inspector of every kind", async ({ page, desk }) => {
      for (const kind of KINDS) {
        await openInspector(page, await desk.expectBooked(kind));
        await expectAccessible(page, kind);
      }
      await page.goto("/payments/pay_1");
      await expect(page.getByRole("alert")).toBeVisible();
      await expectAccessible(page, "no such payment");
    });

    test("the cancel dialog, from the form to the result", async ({ page, desk }) => {
      const payment = await desk.receive(card({ taxFreeWon: 100_000 }));
      const dialog = page.getByRole("dialog");
      await openDialog(page, payment, words.cancelPart);
      await expectAccessible(page, "partial");
      await confirm(dialog, words.confirm);
      await expect(dialog.locator("[aria-invalid=true]")).toBeVisible();
      await expectAccessible(page, "partial, with errors");
      await dialog.getByRole("radio").nth(0).check();
      await dialog.getByRole("radio").nth(2).check();
      await expectAccessible(page, "full");
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(2);
      await expectAccessible(page, "the question before leaving");
      await page.keyboard.press("Escape");
      await confirm(dialog, words.confirm);
      await expect(dialog.getByRole("button", { name: words.takeBack })).toBeVisible();
      await expectAccessible(page, "progress");
      await expect(dialog).toContainText(words.left);
      await expectAccessible(page, "result");
    });

    test("the cancel dialog with a refund account", async ({ page, desk }) => {
      const payment = await desk.receive(virtualAccount());
      const dialog = page.getByRole("dialog");
      await openDialog(page, payment, words.cancel);
      await confirm(dialog, words.confirm);
      await dialog.locator("input[name=holder]").fill("박지성");
      await expectAccessible(page, "account, with errors and another holder");
    });

    test("an answer that is being checked", async ({ page, desk, control }) => {
      const payment = await unknown(desk, control);
      await openInspector(page, payment);
      await expectAccessible(page, "inspector");
      await page.getByRole("button", { name: words.seeIt }).click();
      await expect(page.getByRole("dialog")).toContainText(words.checking);
      await expectAccessible(page, "dialog");
      await page.goto("/payments?status=in_progress");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "list of what is under way");
    });

    test("a customer's tab", async ({ page, desk }) => {
      const payment = await desk.receive(card(student()));
      await openInspector(page, payment);
      await page.getByRole("complementary").getByRole("link").first().click();
      await expect(page.getByRole("complementary")).toBeHidden();
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "payments of a customer");
      const views = page.getByRole("radiogroup").first().getByRole("radio");
      await views.nth(1).check();
      await expect(page.getByRole("table")).toBeHidden();
      await expectAccessible(page, "no cancellation of a customer");
      await views.nth(2).check();
      await expectAccessible(page, "no unpaid bill of a customer");
      await page.goto("/customers/cus_1");
      await expect(page.getByRole("alert")).toBeVisible();
      await expectAccessible(page, "no such customer");
    });

    test("history, story and guide", async ({ page }) => {
      await page.goto("/cancellations?period=3m");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "history");
      await page.getByRole("rowheader").getByRole("link").first().click();
      await expect(page.getByRole("complementary").getByRole("heading").first()).toBeVisible();
      await expectAccessible(page, "story");
      await page.goto(`/cancellations?amount_min=99999999999`);
      await expect(page.getByRole("table")).toBeHidden();
      await expectAccessible(page, "empty history");
      await page.goto("/guide");
      await expect(page.getByRole("rowheader").first()).toBeVisible();
      await expectAccessible(page, "guide");
    });

    test.describe(() => {
      test.use({ person: "nobody" });

      test("login", async ({ page }) => {
        await page.goto("/login");
        await expect(page.getByRole("heading")).toBeVisible();
        await expectAccessible(page, "login");
        await page.locator("[type=submit]").click();
        await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
        await expectAccessible(page, "login, with errors");
        await page.getByRole("textbox").first().fill(freshWord());
        await page.locator("[type=password]").fill("wrong");
        await page.locator("[type=submit]").click();
        await expect(page.getByRole("alert")).not.toBeEmpty();
        await expectAccessible(page, "login, refused");
      });
    });
  });
}

/** Beside a list of only this payment: the list itself is judged once. */
async function openInspector(page: Page, { id, gatewayId }: Booked): Promise<void> {
  await page.goto(`/payments/${id}?period=3m&q=${gatewayId}`);
  await expect(page.getByRole("complementary").getByRole("heading").first()).toBeVisible();
}

async function openDialog(page: Page, payment: Booked, button: string): Promise<void> {
  await openInspector(page, payment);
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function confirm(dialog: Locator, name: RegExp): Promise<void> {
  await dialog.getByRole("button", { name }).click();
}

/** A payment whose cancel was executed, with the answer lost and nobody to ask. */
async function unknown(desk: Desk, control: Control): Promise<Booked> {
  const payment = await desk.receive(card());
  const { gatewayId: paymentId } = payment;
  await control.fault({ kind: "drop_after", paymentId });
  await control.fault({ kind: "webhook_lost", paymentId });
  await desk.requestCancel(payment);
  await expect.poll(async () => (await control.payment(paymentId)).refundCount).toBe(1);
  await control.fault({ kind: "http_503", paymentId, scope: "read", calls: 1_000 });
  await desk.expectState(payment, "unknown");
  return payment;
}
