// The person before the card terminal, at the simulator's own page: page, wizard and money tell the same.
// There is one device, so this one is a desk's own.

import { expect, test } from "../fixtures";
import { DevicePage } from "../pages/device_page";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { TerminalWizard } from "../pages/terminal_wizard";
import { password } from "../support/logins";
import { type PaidAtTerminal, paidAtTerminal, Van } from "../support/van";

const INSERT = "카드를 넣어 주세요";
const CHECKED = "확인 중이에요. 다시 누르지 마세요.";

/** The agent takes an order, wakes the device, and the VAN takes its time. */
const SETTLED_AFTER_MS = 60_000;

interface End {
  what: string;
  act: (device: DevicePage) => Promise<void>;
  /** On the page, and why. */
  shown: [line: string, why: string];
  /** In the wizard, and what it says of it. */
  told: [scene: string, words: string];
}

const NOTHING_MOVES: End[] = [
  {
    what: "the VAN declines",
    act: async (device) => {
      await device.decline("카드사 거절 (ISSUER_REFUSED)");
      await device.insertCard.click();
    },
    shown: ["거절됐어요", "카드사 거절 (ISSUER_REFUSED)"],
    told: ["취소되지 않았어요", "카드사가 거절했어요"],
  },
  {
    what: "another card is inserted",
    act: (device) => device.insertOther.click(),
    shown: ["거절됐어요", "(CARD_DIFFERS)"],
    told: ["취소되지 않았어요", "결제한 카드와 다른 카드예요."],
  },
  {
    what: "the cancel key is pressed",
    act: (device) => device.cancelKey.click(),
    shown: ["중단했어요", "취소 키를 눌렀어요"],
    told: ["취소를 멈췄어요", "돈은 움직이지 않았어요."],
  },
  {
    what: "the card is pulled",
    act: async (device) => {
      await device.insertCard.click();
      await device.pull.click();
    },
    shown: ["중단했어요", "카드를 뺐어요"],
    told: ["취소를 멈췄어요", "카드를 끝까지 읽지 못해서 취소하지 않았어요."],
  },
];

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

test("a card is refused, pulled and at last inserted; power and line go, and come back", async ({
  page,
  context,
  ownDesk,
}) => {
  test.setTimeout(180_000);
  const van = new Van(page.request, ownDesk.controlUrl);
  const device = new DevicePage(await context.newPage(), ownDesk.deviceUrl);
  const wizard = new TerminalWizard(page);
  const taken = new Set<string>();
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  await device.open();
  await device.expectShows("대기 중이에요");
  await expect(device.insertCard).toBeDisabled();

  const payment = await begin();
  for (const { what, act, shown, told } of NOTHING_MOVES) {
    await test.step(what, async () => {
      await act(device);
      await device.expectShows(shown[0], payment.gatewayId, shown[1]);
      await wizard.expectScene(told[0], { timeout: SETTLED_AFTER_MS });
      await expect(wizard.words).toContainText(told[1]);
      await wizard.again.click();
      await send(payment);
    });
  }
  await expect(device.refunds(payment.gatewayId)).toHaveText("0번");
  const { refundCount, attempts } = await van.approval(payment.gatewayId);
  expect([refundCount, attempts.length]).toEqual([0, NOTHING_MOVES.length + 1]);
  await device.insertCard.click();
  await expectRefunded(payment);
  await wizard.close();

  const other = await begin();
  await device.power.click();
  await device.expectShows("전원이 꺼져 있어요");
  await expect(device.insertCard).toBeDisabled();
  await wizard.expectScene(CHECKED, { timeout: SETTLED_AFTER_MS });
  await device.power.click();
  // Nothing is forgotten there.
  await device.expectShows(INSERT, other.gatewayId);
  await device.setLine("끊김: VAN이 처리한 뒤");
  await device.insertCard.click();
  await device.expectShows("응답을 받지 못했어요", other.gatewayId);
  await expect(device.refunds(other.gatewayId)).toHaveText("1번");
  await wizard.expectScene(CHECKED);
  await device.setLine("연결됨");
  await expectRefunded(other);
  await device.english.click();
  await device.expectShows("Cancelled");

  async function begin(): Promise<PaidAtTerminal> {
    const paid = () => true;
    const payment = await paidAtTerminal(page.request, taken, "card", paid, ownDesk.consoleUrl);
    await new Inspector(page).openCancel(payment);
    await send(payment);
    return payment;
  }

  /** Both ask for the card, and the page says whose. */
  async function send(payment: PaidAtTerminal): Promise<void> {
    await wizard.send();
    await wizard.expectScene(INSERT);
    const sum = `${payment.amountWon.toLocaleString("ko-KR")}원`;
    await device.expectShows(INSERT, payment.gatewayId, sum, "까지 기다려요");
    await expect(device.pull).toBeDisabled();
  }

  async function expectRefunded(payment: PaidAtTerminal): Promise<void> {
    await device.expectShows("취소했어요", payment.gatewayId);
    await wizard.expectScene("취소했어요", { timeout: SETTLED_AFTER_MS });
    await expect(device.refunds(payment.gatewayId)).toHaveText("1번");
    const truth = await van.approval(payment.gatewayId);
    expect([truth.refundCount, truth.refundedWon]).toEqual([1, payment.amountWon]);
  }
});
