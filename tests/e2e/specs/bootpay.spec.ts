// Bootpay, from the click to the refund at its simulator: only the sum of the cancels is told there.

import { expect, onDeskOfItsOwn, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { Inspector } from "../pages/inspector";
import { PAYER } from "../support/blueprints";
import { Channels, depositedAccount, receipt } from "../support/channels";

const ACCOUNT = { bank: "신한은행", number: "110-123-456789", holder: PAYER };

test("a card is cancelled in full, once", async ({ page, desk, channels }) => {
  const id = await channels.takeReceipt(receipt());
  const payment = await desk.expectBooked(id);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await expect(inspector.hints).toContainText("오늘 전액을 취소하면 오늘 환급돼요");
  await inspector.cancel.click();
  await dialog.chooseReason();
  await expect(dialog.confirm).toHaveText("350,000원 결제취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("350,000원을 취소했어요");
  expect(await channels.receipt(id)).toMatchObject({ refundCount: 1, refundedWon: 350_000 });
  expect((await desk.detail(payment)).payment).toMatchObject({ agreement: "agrees" });
});

test("a PG that does parts takes one over 1,000 won, and then the rest", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.takeReceipt(receipt({ amountWon: 420_000, pg: "inicis" }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(await desk.expectBooked(id));
  await inspector.cancelPart.click();
  await dialog.amount.fill("1000");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectError(dialog.amount, "1,001원");
  await dialog.amount.fill("120000");
  await dialog.confirm.click();
  await dialog.expectOutcome("120,000원을 취소했어요. 지금 이 결제에 300,000원이 남았어요.");
  expect(await channels.receipt(id)).toMatchObject({ refundCount: 1, refundedWon: 120_000 });
  await dialog.close();

  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("이 결제에 남은 금액이 없어요");
  expect(await channels.receipt(id)).toMatchObject({ refundCount: 2, heldWon: 0 });
});

test("a PG that does no parts keeps the button, with its reason and the other way", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.takeReceipt(receipt({ pg: "toss" }));
  const payment = await desk.expectBooked(id);
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.cancel).toBeEnabled();
  await expect(inspector.cancelPart).toBeDisabled();
  await expect(inspector.cancelPart).toHaveAccessibleDescription(
    /이 PG는 부분취소가 안 돼요.*전액을 취소하고/,
  );
  const refused = await desk.requestCancel(payment, { kind: "partial", amount_won: 100_000 });
  expect(refused.status()).toBe(422);
  expect((await channels.receipt(id)).refundCount).toBe(0);
});

test("a virtual account goes back to the account that was entered", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.takeReceipt(depositedAccount());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(await desk.expectBooked(id));
  await expect(inspector.hints).toContainText("CMS 환불 특약");
  await inspector.cancel.click();
  await dialog.chooseReason("수강 취소");
  await dialog.confirm.click();
  await dialog.expectError(dialog.bank, "은행을 골라 주세요.");
  await dialog.fillAccount(ACCOUNT);
  await dialog.confirm.click();
  await dialog.expectOutcome("180,000원을 취소했어요");
  expect(await channels.receipt(id)).toMatchObject({ refundCount: 1, refundedWon: 180_000 });
});

for (const { what, plan, account, remedy } of [
  {
    what: "a settlement that is short",
    plan: receipt({ contract: { settlementDueWon: 100_000 }, pg: "nicepay" }),
    remedy: /결제오류 확인하기에서.*모자란 금액을 PG에 입금하거나/,
  },
  {
    what: "a ceiling of cancels",
    plan: receipt({ contract: { cancelLimitWon: 200_000 }, pg: "nicepay" }),
    remedy: /PG에 취소 한도를 물어봐 주세요/,
  },
  {
    what: "an address that KCP does not know",
    plan: receipt({ contract: { kcpAddress: false }, pg: "kcp" }),
    remedy: /admin8\.kcp\.co\.kr.*223\.130\.82\.4/,
  },
  {
    what: "a contract for refunds to an account that is missing",
    plan: depositedAccount({ contract: { virtualAccountRefund: false } }),
    account: ACCOUNT,
    remedy: /계좌 환불 특약이 없어서 취소되지 않았어요.*CMS 환불 특약을 신청하고 다시 해 주세요/,
  },
]) {
  test(`${what} is told with Bootpay's own remedy`, async ({ page, desk, channels }) => {
    const id = await channels.takeReceipt(plan);
    const inspector = new Inspector(page);
    const dialog = new CancelDialog(page);
    await inspector.open(await desk.expectBooked(id));
    await inspector.cancel.click();
    await dialog.chooseReason();
    if (account) await dialog.fillAccount(account);
    await dialog.confirm.click();
    await dialog.expectOutcome("취소되지 않았어요");
    await dialog.expectOutcome(remedy);
    expect((await channels.receipt(id)).refundCount).toBe(0);
    await dialog.dialog.getByRole("link", { name: "취소 이력에서 보기" }).click();
    await expect(page.getByRole("complementary", { name: "취소 이야기" })).toContainText(remedy);
  });
}

test.describe("a desk whose clock is moved on", () => {
  test.use(onDeskOfItsOwn);

  test("what was cancelled in the PG's own site is in doubt until a manager signs what it shows", async ({
    page,
    visit,
    desk,
    ownDesk,
  }) => {
    test.setTimeout(180_000);
    await visit.logIn("manager");
    const channels = new Channels(page.request, ownDesk.controlUrl);
    const id = await channels.takeReceipt(receipt());
    const payment = await desk.expectBooked(id);
    await channels.cancelAtPgSite(id);
    const inspector = new Inspector(page);
    const dialog = new CancelDialog(page);
    const followUps = new FollowUpsPage(page);

    await inspector.openCancel(payment);
    await dialog.chooseReason();
    await dialog.confirm.click();
    await dialog.expectOutcome(/정말 취소되지 않았는지 확인하고 있어요\. 다시 누르지 마세요\./);
    await expect(dialog.dialog).toContainText("PG의 답 “기취소된 건입니다.” (ALREADY_CANCELLED_AT_PG)");
    await desk.waitForDoubt(payment);
    await dialog.expectOutcome("350,000원 취소가 어떻게 끝났는지 확인하지 못했어요.");
    await dialog.expectOutcome("PG 관리자 사이트에서 확인하고, 매니저가 할 일에 적어 주세요.");
    await dialog.close();
    await expect(inspector.hints).toContainText("이미 취소됐을 수 있어서 더 취소할 수 없어요.");
    for (const deed of [inspector.cancel, inspector.cancelPart, inspector.force]) {
      await expect(deed).toBeDisabled();
    }

    await inspector.panel.getByRole("link", { name: "할 일 보기" }).click();
    await followUps.sign("350,000원이 취소됐어요", "나이스페이 관리자에서 취소를 확인했어요");
    await expect(followUps.panel).toContainText("매니저 메모");
    await desk.expectState(payment, "succeeded");
    expect((await desk.detail(payment)).payment.cancelled_won).toBe(350_000);
    expect(await channels.receipt(id)).toMatchObject({ refundCount: 1, refundedWon: 350_000 });
  });
});
