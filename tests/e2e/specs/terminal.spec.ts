import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import { TerminalWizard } from "../pages/terminal_wizard";
import { device } from "../states/terminals";
import { expectAccessible } from "../support/axe";
import { bothDresses } from "../support/dress";
import { tomorrowInKorea } from "../support/korea";
import { type PaidAtTerminal, paidAtTerminal, type Van } from "../support/van";

/** The agent takes an order, wakes the device, and the VAN takes its time. */
const SETTLED_AFTER_MS = 60_000;

// There is one device before one person.
test.describe.configure({ mode: "serial", timeout: 120_000 });

const taken = new Set<string>();

test("a card is inserted where the screen asks for it, and is refunded once", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);

  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await expect(wizard.abort).toBeEnabled();
  await expect(wizard.dialog.getByRole("timer")).toHaveText(/^[0-9]+:[0-9]{2} 남음$/);
  await van.insertCard();
  await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
  await expect(wizard.dialog).toContainText("카드를 빼서 고객에게 돌려드려 주세요.");
  await wizard.close();
  await expect(inspector.panel).toContainText("결제취소");

  const truth = await van.approval(payment.gatewayId);
  expect([truth.refundCount, truth.refundedWon]).toEqual([1, payment.amountWon]);
});

test("what was refused or stopped moves no money and can be done again", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();

  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.insertCard("other");
  await wizard.expectScene("취소되지 않았어요", { timeout: SETTLED_AFTER_MS });
  await wizard.again.click();

  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await wizard.abort.click();
  await wizard.expectScene("취소를 멈췄어요", { timeout: SETTLED_AFTER_MS });
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(0);
  await wizard.again.click();

  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.insertCard();
  await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(1);
});

test("the VAN's no is told with its words and with what to do", async ({ page, request, van }) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.decline("ISSUER_REFUSED");
  await van.insertCard();
  await wizard.expectScene("취소되지 않았어요", { timeout: SETTLED_AFTER_MS });
  await expect(wizard.words).toContainText("카드사가 거절했어요: “카드사 거절”.");
  await expect(wizard.words).toContainText("카드 뒷면의 카드사 번호로 이유를 물어봐 주세요.");
  await expect(wizard.dialog).toContainText("단말기의 답 “카드사 거절” (ISSUER_REFUSED)");
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(0);
});

test("where no card comes the device gives up, and nothing has happened", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const before = (await van.approval(payment.gatewayId)).attempts.length;
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.timeOut();
  await wizard.expectScene("취소를 멈췄어요", { timeout: SETTLED_AFTER_MS });
  await expect(wizard.words).toContainText("돈은 움직이지 않았어요.");
  await expect(wizard.again).toBeEnabled();
  const truth = await van.approval(payment.gatewayId);
  expect([truth.refundCount, truth.attempts.length]).toEqual([0, before + 1]);
});

/** The desk reads the approval, or the agent starts the device: either takes its time. */
const slowSteps = [
  { scope: "read", scene: "단말기에 보내고 있어요", attempts: 0 },
  { scope: "cancel", scene: "단말기가 받았어요", attempts: 1 },
] as const;

for (const { scope, scene, attempts } of slowSteps) {
  test(`a cancel is stopped at “${scene}”`, async ({ page, request, van, control }) => {
    const payment = await paidAtTerminal(request, taken, "card");
    const before = (await van.approval(payment.gatewayId)).attempts.length;
    const inspector = new Inspector(page);
    const wizard = new TerminalWizard(page);
    await inspector.open(payment);
    await inspector.cancel.click();
    await control.fault({ kind: "slow", paymentId: payment.gatewayId, scope, delayMs: 8_000 });
    await wizard.send();
    await wizard.expectScene(scene);
    await wizard.abort.click();
    await wizard.expectScene("취소를 멈췄어요", { timeout: SETTLED_AFTER_MS });
    const truth = await van.approval(payment.gatewayId);
    expect([truth.refundCount, truth.attempts.length]).toEqual([0, before + attempts]);
  });
}

test("a card that is pulled while the issuer is asked ends in what really happened", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.insertCard();
  await wizard.expectScene("카드사에 취소를 요청하고 있어요");
  await expect(wizard.abort).toBeDisabled();
  await expect(wizard.abort).toHaveAccessibleDescription(/카드를 읽은 뒤에는 멈출 수 없어요/);
  await van.pullCard();

  const ends = /^(취소했어요|취소를 멈췄어요|취소되지 않았어요)$/;
  await wizard.expectScene(ends, { timeout: SETTLED_AFTER_MS });
  const refunded = (await van.approval(payment.gatewayId)).refundCount;
  await wizard.expectScene(refunded === 1 ? "취소했어요" : /멈췄어요|취소되지 않았어요/);
});

test("a line that fails before the VAN is asked moves no money, and says so", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.setLine("lost_before_van");
  try {
    await van.insertCard();
    await wizard.expectScene("취소되지 않았어요", { timeout: SETTLED_AFTER_MS });
  } finally {
    await van.setLine("up");
  }
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(0);
  await wizard.again.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.insertCard();
  await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(1);
});

test("an answer lost on the line is checked, never asked for twice", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const before = (await van.approval(payment.gatewayId)).attempts.length;
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.send();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.setLine("lost_after_van");
  try {
    await van.insertCard();
    await wizard.expectScene("확인 중이에요. 다시 누르지 마세요.", { timeout: SETTLED_AFTER_MS });
    await expect(wizard.confirm).toBeHidden();
  } finally {
    await van.setLine("up");
  }
  await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
  const truth = await van.approval(payment.gatewayId);
  expect([truth.refundCount, truth.attempts.length]).toEqual([1, before + 1]);
});

test("a line that is gone before the order is found out when the card is in", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const before = (await van.approval(payment.gatewayId)).attempts.length;
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await van.setLine("lost_before_van");
  try {
    await wizard.send();
    await wizard.expectScene("카드를 넣어 주세요", { timeout: SETTLED_AFTER_MS });
    await van.insertCard();
    await wizard.expectScene("취소되지 않았어요", { timeout: SETTLED_AFTER_MS });
  } finally {
    await van.setLine("up");
  }
  await expect(wizard.again).toBeEnabled();
  const truth = await van.approval(payment.gatewayId);
  expect([truth.refundCount, truth.attempts.length]).toEqual([0, before + 1]);
});

/** The card is in and the VAN is being asked, which takes it two seconds. */
const WHILE_PROCESSING = [
  {
    what: "the line, and the VAN never heard of it",
    lose: (van: Van) => van.setLine("lost_before_van"),
    bring: (van: Van) => van.setLine("up"),
    isSurelyHeard: true,
    meanwhile: "취소되지 않았어요",
    refunds: 0,
  },
  {
    what: "the line, and the VAN has executed",
    lose: (van: Van) => van.setLine("lost_after_van"),
    bring: (van: Van) => van.setLine("up"),
    isSurelyHeard: true,
    meanwhile: "확인 중이에요. 다시 누르지 마세요.",
    refunds: 1,
  },
  {
    what: "the power of the device",
    lose: (van: Van) => van.plug(false),
    bring: (van: Van) => van.plug(true),
    // It may have told that the card is in, or not any more.
    isSurelyHeard: false,
    meanwhile: "확인 중이에요. 다시 누르지 마세요.",
    refunds: 1,
  },
];

for (const { what, lose, bring, isSurelyHeard, meanwhile, refunds } of WHILE_PROCESSING) {
  test(`lost while the VAN is asked: ${what}`, async ({ page, request, van }) => {
    const payment = await paidAtTerminal(request, taken, "card");
    const before = (await van.approval(payment.gatewayId)).attempts.length;
    const inspector = new Inspector(page);
    const wizard = new TerminalWizard(page);
    await inspector.open(payment);
    await inspector.cancel.click();
    await wizard.send();
    await wizard.expectScene("카드를 넣어 주세요");
    const said = await wizard.listen();
    try {
      await van.insertCard();
      await lose(van);
      await wizard.expectScene(meanwhile, { timeout: SETTLED_AFTER_MS });
    } finally {
      await bring(van);
    }
    const end = refunds === 1 ? "취소했어요" : meanwhile;
    await wizard.expectScene(end, { timeout: SETTLED_AFTER_MS });
    if (isSurelyHeard) expect(await said()).toContain("카드사에 취소를 요청하고 있어요");
    const truth = await van.approval(payment.gatewayId);
    expect([truth.refundCount, truth.attempts.length]).toEqual([refunds, before + 1]);
  });
}

for (const method of ["cash_receipt", "bank_transfer_receipt"] as const) {
  test(`a ${method} goes along without a card, and the money goes back by hand`, async ({
    page,
    request,
    van,
  }) => {
    const payment = await paidAtTerminal(request, taken, method);
    const inspector = new Inspector(page);
    const wizard = new TerminalWizard(page);
    await inspector.open(payment);
    await expect(inspector.hints).toContainText("현금영수증도 함께 취소돼요.");
    await expect(inspector.hints).toContainText(/까지 · [0-9]+일 남음/);
    await inspector.cancel.click();
    await expect(wizard.noCard).toBeHidden();
    await wizard.send();
    await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
    await expect(wizard.dialog).toContainText("고객에게 직접 돌려드리고 확인을 받아 주세요.");
    await wizard.close();
    await expect(inspector.hints).toContainText("이미 모두 취소한 결제예요.");
    const truth = await van.approval(payment.gatewayId);
    expect([truth.refundCount, truth.refundedWon]).toEqual([1, payment.amountWon]);
  });
}

/** What a force-cancel leaves to be done. */
const FORCED = {
  card: {
    still: "장부에서만 취소돼요. 카드 승인은 그대로라서 따로 취소해야 해요. 할 일로 남아요.",
    steps: [
      "윈도우 PC에서 통합 승인 내역을 열어요. 작업 표시줄 오른쪽 아이콘에도 있어요.",
      "날짜와 조건으로 찾고, 오른쪽 끝 취소 칸의 X를 눌러요.",
      "취소 비밀번호를 넣어요. 결제한 사업자번호의 뒤 6자리예요.",
      "취소 처리 일자로 다시 찾아 취소를 확인해요.",
      "거기서 안 되면 단말기에서 키인으로 취소해요. 현대카드와 하나카드는 안 돼요.",
    ],
  },
  cash_receipt: {
    still: "장부에서만 취소돼요. 현금영수증은 남아 있을 수 있어요. 할 일로 남아요.",
    steps: [
      "현금영수증이 아직 발급 상태인지 확인해요.",
      "단말기나 통합 승인 내역에서 현금영수증을 취소해요.",
      "현금을 돌려드려요.",
    ],
  },
};

test("without the card there are other ways, in their order; the last leaves a duty with its steps", async ({
  page,
  request,
  van,
}) => {
  const hyundai = (one: { issuer: string | undefined }) => one.issuer === "현대카드";
  const payment = await paidAtTerminal(request, taken, "card", hyundai);
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await wizard.noCard.click();

  await expect(wizard.ways).toHaveCount(3);
  await expect(wizard.ways.nth(0)).toContainText("통합 승인 내역에서 취소");
  await expect(wizard.ways.nth(1)).toContainText("현대카드와 하나카드는 키인 취소가 안 돼요.");
  await expect(wizard.ways.nth(2)).toContainText("강제취소하고 할 일로 남기기");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await wizard.dialog.getByRole("button", { name: "승인번호 복사" }).click();
  await expect(wizard.dialog.getByText("복사했어요: 승인번호")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(payment.gatewayId);
  await expect(wizard.dialog.getByRole("textbox")).toHaveCount(0);

  await wizard.toForce.click();
  await expect(wizard.dialog).toBeHidden();
  await forceAndProve(page, van, payment, FORCED.card);
});

test("a receipt that is forced is somebody's duty until the terminal shows its cancel", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "cash_receipt");
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await inspector.force.click();
  await forceAndProve(page, van, payment, FORCED.cash_receipt);
});

/** From the open dialog to the duty that it leaves, and to what the device says of it. */
async function forceAndProve(
  page: Page,
  van: Van,
  payment: PaidAtTerminal,
  { still, steps }: { still: string; steps: string[] },
): Promise<void> {
  const force = new ForceDialog(page);
  const followUps = new FollowUpsPage(page);
  const sum = `${payment.amountWon.toLocaleString("ko-KR")}원`;
  const { attempts } = await van.approval(payment.gatewayId);
  await expect(force.duty.still).toHaveText(still);
  await expect(force.duty.steps).toHaveText(steps);
  await force.fill();
  await expect(force.confirm).toHaveText(`${sum} 장부에서 취소`);
  await force.confirm.click();
  await expect(force.dialog).toContainText(`${sum}을 장부에서만 취소했어요.`);

  await force.seeFollowUp.click();
  await expect(followUps.amount).toHaveText(sum);
  await expect(followUps.panel).toContainText(`장부에서만 취소됨${tomorrowInKorea()}까지`);
  await expect(followUps.duty.steps).toHaveText(steps);
  await expect(followUps.checkNow).toBeHidden();
  await followUps.byProof.click();
  await followUps.slip.fill("30098765");
  await followUps.close.click();
  await expect(followUps.panel).toContainText("단말기에는 아직 결제된 것으로 보여요.");
  expect(await van.approval(payment.gatewayId)).toMatchObject({ refundCount: 0, attempts });

  await van.cancelOutside(payment.gatewayId);
  await followUps.close.click();
  await expect(followUps.panel).toContainText("PG에서 확인");
  await expect(followUps.panel).toContainText("외부 취소 승인번호 30098765");
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(1);
}

test("by keyboard alone, and every scene is said once", async ({ page, request, van }) => {
  const payment = await paidAtTerminal(request, taken, "card");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.focus();
  await page.keyboard.press("Enter");
  await expect(wizard.terminals.first()).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(wizard.noCard).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(wizard.confirm).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(wizard.headline).toBeFocused();
  const said = await wizard.listen();
  await wizard.expectScene("카드를 넣어 주세요");
  await van.insertCard();
  await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
  const scenes = await said();
  expect(scenes).toEqual([...new Set(scenes)]);
  expect(scenes.slice(-3)).toEqual([
    "카드를 넣어 주세요",
    "카드사에 취소를 요청하고 있어요",
    "취소했어요",
  ]);
  await page.keyboard.press("Escape");
  await expect(wizard.dialog).toBeHidden();
  await expect(inspector.panel).toContainText("결제취소");
});

for (const dress of bothDresses) {
  test.describe(`${dress.locale}, ${dress.theme}`, () => {
    test.use({ dress });
    test.afterEach(async ({ van }) => van.setLine("up"));

    test("everybody can read what happens there", async ({ page, visit }) => {
      for (const [scene, reach] of device) {
        await reach(visit);
        await expectAccessible(page, scene);
      }
    });
  });
}
