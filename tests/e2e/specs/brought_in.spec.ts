// What only a file brings about, at a desk of its own: payments of channels without a simulator, a receipt
// too old for the terminal.

import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

const DAY_MS = 24 * 3_600_000;

// The start of the desk counts as well.
test.describe.configure({ timeout: 200_000 });

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

const LONG_AGO = new Date(Date.now() - 100 * DAY_MS).toISOString();
const COLUMNS = "payment_id,channel,method,approval_number,paid_at,requested_at,order_name,amount_won";

const BROUGHT_IN = [
  {
    what: "a cash receipt of the terminal after three months",
    row: `old-receipt,terminal,cash_receipt,50009999,${LONG_AGO},`,
    why: /3개월까지만 단말기로 취소돼요.*현금을 돌려드리고, 강제취소로 남긴 뒤 영수증을 따로 정정/,
    force: true,
  },
  {
    what: "올톡페이, paid",
    row: `site-paid,alltalkpay,message,,${LONG_AGO},`,
    why: /올톡페이는 매니저 사이트에서만 취소돼요.*취소한 뒤 강제취소로 장부를 맞춰 주세요/,
    force: true,
  },
  {
    what: "올톡페이, waiting",
    row: `site-waiting,alltalkpay,message,,,${LONG_AGO}`,
    why: /아직 결제되지 않은 청구서예요.*매니저 사이트의 청구서관리에서 취소한 뒤 ‘이미 밖에서 파기했어요’로 적어 주세요/,
    force: false,
  },
  {
    what: "Toss Payments without a connection",
    row: `toss-direct,toss,card,,${LONG_AGO},`,
    why: /연동 채널이 연결되어 있지 않아요.*강제취소로 남겨 주세요/,
    force: true,
  },
];

test("what a file brings in is blocked with the way that is left", async ({ page, ownDesk }) => {
  await logIn(page);
  const rows = BROUGHT_IN.map(({ row }) => `${row},수학 정규반,120000`);
  await ownDesk.importCsv([COLUMNS, ...rows].join("\n"));
  const control = new Control(page.request, ownDesk.controlUrl);
  const desk = new Desk(page.request, control, ownDesk.consoleUrl);
  const inspector = new Inspector(page);

  for (const { what, row, why, force } of BROUGHT_IN) {
    await test.step(what, async () => {
      const payment = await desk.expectBooked(row.split(",")[0]);
      await inspector.open(payment);
      await expect(inspector.hints).toContainText(why);
      for (const deed of [inspector.cancel, inspector.cancelPart]) {
        await expect(deed).toBeDisabled();
        await expect(deed).toHaveAccessibleDescription(why);
      }
      await expect(inspector.force).toBeEnabled({ enabled: force });
      const refused = await desk.requestCancel(payment);
      expect(refused.status()).toBe(422);
      expect(await refused.json()).toMatchObject({ code: "cancel_blocked" });
      expect((await desk.detail(payment)).cancellations).toEqual([]);
    });
  }
  await inspector.open(await desk.expectBooked("site-waiting"));
  await expect(inspector.voidBill).toHaveAccessibleDescription(/매니저 사이트에서만 없앨 수 있어요/);
});

async function logIn(page: Page): Promise<void> {
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
}
