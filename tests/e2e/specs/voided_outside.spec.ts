// 올톡페이: a bill is voided in a site that the desk neither acts in nor reads. A desk of its own, since lists are
// imported.

import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { OutsideVoid } from "../pages/outside_void";
import { Control } from "../support/control";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

const HOUR_MS = 3_600_000;

// The start of the desk counts as well.
test.describe.configure({ timeout: 200_000 });

test.use({ person: "nobody", baseURL: async ({ ownDesk }, use) => use(ownDesk.consoleUrl) });

const COLUMNS = "payment_id,channel,method,requested_at,paid_at,order_name,amount_won";
const [SENT_AT, PAID_AT] = [48, 1].map((hours) => new Date(Date.now() - hours * HOUR_MS).toISOString());
const ROW = (paidAt: string) => `site-waiting,alltalkpay,message,${SENT_AT},${paidAt},미술 정규반,180000`;

test("what was voided there is written down here, and money that comes in all the same is told", async ({
  page,
  ownDesk,
}) => {
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("manager", password);
  await login.expectLoggedIn();
  const list = (paidAt: string) => ownDesk.importCsv([COLUMNS, ROW(paidAt)].join("\n"));
  await list("");
  const desk = new Desk(page.request, new Control(page.request, ownDesk.controlUrl), ownDesk.consoleUrl);
  const payment = await desk.expectBooked("site-waiting");
  const inspector = new Inspector(page);
  const dialog = new OutsideVoid(page);

  await inspector.open(payment);
  await expect(inspector.voidBill).toBeDisabled();
  await inspector.voidedOutside.focus();
  await page.keyboard.press("Enter");
  await dialog.confirm.click();
  await expect(dialog.time).toHaveAccessibleDescription("파기한 날짜와 시각을 적어 주세요.");
  await expect(dialog.note).toHaveAccessibleDescription(/어디에서 확인했는지 적어 주세요./);
  await dialog.fill("청구서관리에서 취소로 바뀐 것을 봤어요");
  await dialog.day.fill("2999-01-01");
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("아직 오지 않은 시각이에요.");
  expect((await desk.detail(payment)).payment.book_status).toBe("unpaid");

  await dialog.fill("청구서관리에서 취소로 바뀐 것을 봤어요");
  await expect(dialog.confirm).toHaveText("180,000원 파기로 적기");
  await dialog.confirm.click();
  await expect(dialog.dialog).toBeHidden();
  await expect(inspector.panel).toContainText("매니저 사이트에서 파기했다고 적었어요.");
  await expect(inspector.panel).toContainText("메모: 청구서관리에서 취소로 바뀐 것을 봤어요");
  await expect(inspector.voidedOutside).toBeHidden();
  expect((await desk.detail(payment)).payment.book_status).toBe("void");

  await list(PAID_AT);
  await inspector.open(payment);
  await expect(inspector.panel).toContainText("결제완료");
  const followUps = new FollowUpsPage(page);
  await page.goto("/follow-ups?view=all&q=site-waiting");
  await page.getByRole("rowheader").getByRole("link").click();
  await expect(followUps.panel).toContainText("밖에서 파기했다고 적은 청구서가 결제됐어요.");
  await expect(followUps.duty.steps).toHaveText([
    "매니저 사이트의 청구서관리에서 이 청구서가 결제됐는지 봐요.",
    "같은 금액을 다른 청구서나 창구에서 이미 받았는지 고객의 결제를 봐요.",
    "받지 않을 돈이면 매니저 사이트에서 취소하고 강제취소로 장부를 맞춰요.",
    "받을 돈이 맞았으면 매니저가 까닭을 적어요.",
  ]);
});
