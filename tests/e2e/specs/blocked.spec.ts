// What the rulebook forbids, case by case: said before the click, refused to whoever asks the server
// directly, and never seen at the vendor. The phone bill of last month has a spec of its own.

import { type APIResponse } from "@playwright/test";

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { lastMonth, virtualAccount } from "../support/blueprints";
import { depositedAccount } from "../support/channels";
import {
  bootpay,
  cardMethod,
  convenienceStore,
  crypto,
  escrow,
  escrowConfirmed,
  giftCertificate,
  named,
  payssam,
  phoneMethod,
  portone,
  type Recipe,
  refunds,
} from "../support/recipes";
import { paidAtTerminal } from "../support/van";

/** A payment, and what its panel says of why not and what to do instead. */
interface Case {
  what: string;
  recipe: Recipe;
  why: RegExp;
}

const NOTHING_GOES: Case[] = [
  {
    what: "PortOne's virtual account before the deposit",
    recipe: named("demo-va-issued"),
    why: /아직 입금되지 않은 가상계좌예요.*‘가상계좌 닫기’로 계좌를 닫아 주세요/,
  },
  {
    what: "Bootpay's virtual account before the deposit",
    recipe: bootpay(depositedAccount({ status: "account_issued" })),
    why: /아직 입금되지 않은 가상계좌예요.*입금 기한이 지나면 저절로 닫혀요/,
  },
  {
    what: "Bootpay's virtual account in test mode",
    recipe: bootpay(depositedAccount({ sandbox: true })),
    why: /테스트 모드에서는 가상계좌를 취소할 수 없어요.*가맹점 코드로 시험해 주세요/,
  },
  {
    what: "Danal's virtual account",
    recipe: portone(virtualAccount({ provider: "DANAL_TPAY" })),
    why: /다날 가상계좌는 환불이 안 돼요.*직접 환불하고 강제취소로 남겨 주세요/,
  },
  {
    what: "Bootpay's phone bill of last month",
    recipe: bootpay({ method: { kind: "phone", number: "010-2345-6789" }, paidAt: lastMonth() }),
    why: /결제한 달에만 취소돼요.*직접 환불하고 강제취소로 남겨 주세요/,
  },
  {
    what: "a Japanese convenience store after the deposit",
    recipe: portone({ provider: "INICIS_JP", method: convenienceStore }),
    why: /일본 편의점 결제는 입금 전에만 취소돼요.*직접 환불하고/,
  },
  {
    what: "crypto at Triple-A",
    recipe: portone({ provider: "TRIPLE_A", method: crypto }),
    why: /환불 이메일이 있어야 해서.*포트원 콘솔에서 취소하면 여기에 저절로 반영돼요/,
  },
  {
    what: "a confirmed escrow at NICEPAY",
    recipe: portone({ provider: "NICE_V2", escrow: escrowConfirmed }),
    why: /구매가 확정된 에스크로 결제예요.*직접 환불하고 강제취소로 남겨 주세요/,
  },
];

for (const { what, recipe, why } of NOTHING_GOES) {
  test(`nothing is cancelled of ${what}`, async ({ page, desk, control, channels }) => {
    const vendors = { desk, control, channels };
    const payment = await recipe(vendors);
    const inspector = new Inspector(page);
    await inspector.open(payment);
    await expect(inspector.hints).toContainText(why);
    await expect(inspector.hints).toHaveAttribute("data-verdict", "blocked");
    for (const deed of [inspector.cancel, inspector.cancelPart]) {
      await expect(deed).toBeDisabled();
      await expect(deed).toHaveAccessibleDescription(why);
    }
    await page.keyboard.press("c");
    await expect(page.getByRole("dialog")).toBeHidden();

    await expectBlocked(await desk.requestCancel(payment));
    await expectBlocked(await desk.requestCancel(payment, { kind: "partial", amount_won: 20_000 }));
    expect(await refunds(vendors, payment)).toBe(0);
    expect(await control.asked(payment.gatewayId)).toEqual([]);
    expect((await desk.detail(payment)).cancellations).toEqual([]);
  });
}

const NO_PARTS: Case[] = [
  {
    what: "a gift certificate at Toss Payments",
    recipe: portone({ method: giftCertificate }),
    why: /상품권은 부분취소가 안 돼요.*전액을 취소하고 남길 금액을 다시 결제해 주세요/,
  },
  {
    what: "a card of a foreign brand",
    recipe: portone({ method: cardMethod({ brand: "VISA" }) }),
    why: /해외 브랜드 카드는 부분취소가 안 돼요.*전액을 취소하고/,
  },
  {
    what: "a gift card",
    recipe: portone({ method: cardMethod({ type: "GIFT" }) }),
    why: /기프트·선불카드는 부분취소가 안 돼요.*전액을 취소하고/,
  },
  {
    what: "an escrow payment",
    recipe: portone({ provider: "NICE_V2", escrow }),
    why: /에스크로 결제는 부분취소가 안 돼요.*전액을 취소하고/,
  },
  {
    what: "a check card on Smartro's test channel",
    recipe: portone({
      provider: "SMARTRO_V2",
      channelType: "TEST",
      method: cardMethod({ type: "DEBIT" }),
    }),
    why: /테스트 채널의 체크카드는 부분취소가 안 돼요.*전액 취소로 확인해 주세요/,
  },
  {
    what: "a phone bill at KSNET",
    recipe: portone({ provider: "KSNET", method: phoneMethod }),
    why: /휴대폰 결제는 부분취소가 안 돼요.*전액을 취소하고/,
  },
  {
    what: "PaySsam's bill",
    recipe: payssam(),
    why: /결제선생은 부분취소가 없어요.*남길 금액을 다시 청구해 주세요/,
  },
];

for (const { what, recipe, why } of NO_PARTS) {
  test(`no part is cancelled of ${what}`, async ({ page, desk, control, channels }) => {
    const vendors = { desk, control, channels };
    const payment = await recipe(vendors);
    const inspector = new Inspector(page);
    const dialog = new CancelDialog(page);
    await inspector.open(payment);
    await expect(inspector.hints).toContainText(why);
    await expect(inspector.cancelPart).toBeDisabled();
    await expect(inspector.cancelPart).toHaveAccessibleDescription(why);
    await inspector.cancel.click();
    await expect(dialog.confirm).toBeVisible();
    await expect(dialog.inPart).toBeHidden();

    await expectBlocked(await desk.requestCancel(payment, { kind: "partial", amount_won: 20_000 }));
    expect(await refunds(vendors, payment)).toBe(0);
    expect((await desk.detail(payment)).cancellations).toEqual([]);
  });
}

/** The demo's oldest of each kind: other specs take the newest. */
const AT_THE_TERMINAL = [
  { method: "card", number: "30000046", why: /단말기 결제는 부분취소가 안 돼요/ },
  { method: "cash_receipt", number: "50000008", why: /현금영수증은 부분취소가 안 돼요/ },
] as const;

for (const { method, number, why } of AT_THE_TERMINAL) {
  test(`no part is cancelled of a ${method} at the terminal`, async ({
    page,
    request,
    desk,
    van,
  }) => {
    const isIt = (one: { gatewayId: string }) => one.gatewayId === number;
    const payment = await paidAtTerminal(request, new Set(), method, isIt);
    const inspector = new Inspector(page);
    await inspector.open(payment);
    await expect(inspector.cancelPart).toBeDisabled();
    await expect(inspector.cancelPart).toHaveAccessibleDescription(why);
    await expectBlocked(await desk.requestCancel(payment, { kind: "partial", amount_won: 1_000 }));
    expect((await van.approval(payment.gatewayId)).attempts).toEqual([]);
  });
}

/** Of the rulebook, not of a field that was filled in wrongly. */
async function expectBlocked(answer: APIResponse): Promise<void> {
  expect(answer.status()).toBe(422);
  expect(await answer.json()).toMatchObject({ code: "cancel_blocked" });
}
