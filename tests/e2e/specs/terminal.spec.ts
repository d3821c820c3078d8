import { expect, test } from "../fixtures";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import { TerminalWizard } from "../pages/terminal_wizard";
import { paidAtTerminal } from "../support/van";

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

test("what was refused, pulled or stopped moves no money and can be done again", async ({
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
  await wizard.expectScene("승인사에 취소를 요청하고 있어요");
  await expect(wizard.abort).toBeDisabled();
  await expect(wizard.abort).toHaveAccessibleDescription(/카드를 읽은 뒤에는 멈출 수 없어요/);
  await van.pullCard();

  const ends = /^(취소했어요|취소를 멈췄어요|취소되지 않았어요)$/;
  await wizard.expectScene(ends, { timeout: SETTLED_AFTER_MS });
  const refunded = (await van.approval(payment.gatewayId)).refundCount;
  await wizard.expectScene(refunded === 1 ? "취소했어요" : /멈췄어요|취소되지 않았어요/);
});

test("an answer lost on the line is checked, never asked for twice", async ({
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
  expect([truth.refundCount, truth.attempts.length]).toEqual([1, 1]);
});

test("a cash receipt asks for no card, and the money goes back by hand", async ({
  page,
  request,
  van,
}) => {
  const payment = await paidAtTerminal(request, taken, "cash_receipt");
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await expect(wizard.noCard).toBeHidden();
  await wizard.send();
  await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
  await expect(wizard.dialog).toContainText("고객에게 직접 돌려드리고 확인을 받아 주세요.");
  expect((await van.approval(payment.gatewayId)).refundCount).toBe(1);
});

test("without the card there are other ways, in their order", async ({ page, request }) => {
  const hyundai = (one: { issuer: string | undefined }) => one.issuer === "현대카드";
  const payment = await paidAtTerminal(request, taken, "card", hyundai);
  const inspector = new Inspector(page);
  const wizard = new TerminalWizard(page);
  const force = new ForceDialog(page);
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
  await expect(force.dialog).toBeVisible();
  await expect(wizard.dialog).toBeHidden();
});
