import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { CancelDialog } from "../pages/cancel_dialog";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import { RebillDialog } from "../pages/rebill_dialog";
import { card, freshWord } from "../support/blueprints";

/** What the first payment tells of it all, the oldest first. */
const CHAIN = [
  "결제했어요.",
  "취소를 요청했어요.",
  "취소했어요.",
  "취소한 금액을 다시 청구하기로 했어요.",
  "청구서를 보냈어요.",
  "다시 청구한 금액을 받았어요.",
  "다시 받은 결제를 취소했어요.",
];

test("a cancelled payment is billed again to somebody else, sent, paid, and cancelled once more", async ({
  page,
  desk,
  control,
}) => {
  test.setTimeout(90_000);
  const order = freshWord();
  const origin = await desk.receiveCancelled(card({ amountWon: 240_000, orderName: order }));
  const inspector = new Inspector(page);
  const rebill = new RebillDialog(page);
  const bills = new BillsPage(page);
  const cancel = new CancelDialog(page);

  await inspector.open(origin);
  await inspector.rebill.click();
  await expect(rebill.names).toHaveValue(new RegExp(order));
  await expect(rebill.amounts).toHaveValue("240,000");
  await rebill.amounts.fill("240001");
  await expect(rebill.dialog).toContainText("다시 청구할 수 있는 금액은 240,000원까지예요.");
  await rebill.amounts.fill("200000");
  await expect(rebill.dialog).toContainText("더 청구할 수 있는 금액40,000원");
  await expect(rebill.confirm).toHaveText("200,000원 미납으로 가져오기");
  await expect(rebill.customerName).toHaveAttribute("placeholder", "김*연");
  await rebill.customerName.fill("문가온");
  await rebill.customerPhone.fill("010-2222");
  await rebill.confirm.click();
  await expect(rebill.customerPhone).toHaveAccessibleDescription(/휴대폰 번호를 확인해 주세요/);
  await rebill.customerPhone.fill("010-2222-7788");
  await rebill.confirm.click();
  await expect(rebill.dialog).toContainText("아직 고객에게 보내지 않았어요.");
  await rebill.sendNext.click();
  await bills.sendAsBilled("200,000원", "01022227788");
  await expect(bills.link).toHaveValue(/^http/);
  await bills.closeDialog();

  const [made] = (await desk.detail(origin)).rebill?.bills ?? [];
  expect(made).toMatchObject({ amount_won: 200_000, status: "waiting" });
  const number = made.bill_number as string;
  expect(await control.bill(number)).toMatchObject({ state: "W", priceWon: 200_000 });
  expect(await control.billed(number)).toMatchObject({ memberName: "문가온", phone: "01022227788" });
  const chained = inspector.panel.getByRole("article").filter({ hasText: "청구서 보기" });
  await expect(chained).toContainText("결제대기");
  await control.payBill(number);
  await expect(chained).toContainText("결제완료");

  await chained.getByRole("link", { name: "이 청구서의 결제" }).click();
  await expect(inspector.amount).toHaveText("200,000원");
  await expect(inspector.panel).toContainText("이 결제는 청구서로 받은 결제예요.");
  await expect(inspector.panel.getByRole("link", { name: "문*온" })).toBeVisible();
  await inspector.cancel.click();
  await cancel.chooseReason();
  await cancel.confirm.click();
  await cancel.expectOutcome("200,000원을 취소했어요");
  await cancel.close();
  const truth = await control.bill(number);
  expect(truth).toMatchObject({ state: "C", refundCount: 1, refundedWon: 200_000, heldWon: 0 });
  await desk.expectBill(made, "cancelled");
  // What was cancelled once more can be asked for once more.
  await expect(inspector.rebill).toBeEnabled();
  await inspector.panel.getByRole("link", { name: "취소한 결제" }).click();
  await expect(page).toHaveURL(new RegExp(`/payments/${origin.id}`));
  await expect(chained).toContainText("결제취소");
  await expect(inspector.story).toContainText(CHAIN.toReversed());
  await chained.getByRole("link", { name: "청구서 보기" }).click();
  await expect(page).toHaveURL(new RegExp(`/bills/${made.id}`));
  await expect(bills.panel).toContainText("문*온");
  await expect(bills.panel).toContainText("010-****-7788");
  for (const words of ["취소한 결제", "이 청구서의 결제"]) {
    await expect(bills.panel.getByRole("link", { name: words, exact: true })).toBeVisible();
  }
  expect((await control.payment(origin.gatewayId)).refundCount).toBe(1);
});

test("what was cancelled is billed again once only, whatever a second window does", async ({
  page,
  desk,
}) => {
  const origin = await desk.receiveCancelled(card({ amountWon: 130_000 }));
  const inspector = new Inspector(page);
  const rebill = new RebillDialog(page);
  await inspector.open(origin);
  await inspector.rebill.click();
  await expect(rebill.amounts).toHaveValue("130,000");
  // Somewhere else all of it is billed while this dialog is open.
  await desk.rebill(origin, freshWord());
  await rebill.confirm.click();
  await expect(rebill.dialog).toBeVisible();
  await expect(rebill.dialog).not.toContainText("아직 고객에게 보내지 않았어요.");
  const { rebill: after } = await desk.detail(origin);
  expect(after).toMatchObject({ rebillable_won: 0, rebilled_won: 130_000 });
  expect(after?.bills).toHaveLength(1);
});

test("a double click and a second tab make one bill", async ({ page, context, desk }) => {
  const origin = await desk.receiveCancelled(card({ amountWon: 120_000 }));
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await new Inspector(tab).open(origin);
    await new Inspector(tab).rebill.click();
    await expect(new RebillDialog(tab).amounts).toHaveValue("120,000");
  }
  await Promise.all([page, other].map((tab) => new RebillDialog(tab).confirm.dblclick()));

  // One of them has the bill; the other is told what is left, which is nothing.
  await expect.poll(async () => (await desk.detail(origin)).rebill?.bills.length).toBe(1);
  for (const tab of [page, other]) {
    await expect(tab.getByRole("complementary")).toContainText("청구서 보기");
  }
  expect((await desk.detail(origin)).rebill).toMatchObject({
    rebillable_won: 0,
    rebilled_won: 120_000,
    bills: [{ amount_won: 120_000, status: "unsent" }],
  });
});

test("of a part that was cancelled, the part is billed and no more", async ({ page, desk }) => {
  const payment = await desk.receive(card({ amountWon: 300_000 }));
  const part = { kind: "partial", amount_won: 90_000, expected_cancellable_won: 300_000 };
  await desk.requestCancel(payment, part);
  await desk.expectState(payment, "succeeded");
  const inspector = new Inspector(page);
  const rebill = new RebillDialog(page);

  await inspector.open(payment);
  await inspector.rebill.click();
  await expect(rebill.amounts).toHaveValue("90,000");
  await rebill.amounts.fill("90001");
  await rebill.confirm.click();
  await expect(rebill.dialog).toContainText("다시 청구할 수 있는 금액은 90,000원까지예요.");
  await rebill.amounts.fill("90000");
  await rebill.confirm.click();
  await rebill.later.click();
  await expect(rebill.dialog).toBeHidden();
  await expect(inspector.rebill).toBeDisabled();
  expect((await desk.detail(payment)).rebill).toMatchObject({
    rebillable_won: 0,
    rebilled_won: 90_000,
  });
});

test("what was cancelled in the book only is not billed again before its follow-up is done", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(card({ amountWon: 140_000 }));
  const inspector = new Inspector(page);
  const force = new ForceDialog(page);
  await inspector.open(payment);
  await inspector.force.click();
  await force.fill();
  await force.confirm.click();
  await expect(force.dialog).toContainText("140,000원을 장부에서만 취소했어요.");
  await inspector.open(payment);
  await expect(inspector.rebill).toBeDisabled();
  await expect(inspector.rebill).toHaveAccessibleDescription(
    "강제취소의 할 일을 먼저 마쳐 주세요. 고객이 두 번 낼 수 있어요.",
  );
  const refused = await desk.requestRebill(payment, "수강료");
  expect(refused.status()).toBe(422);
  expect((await desk.detail(payment)).rebill?.bills).toEqual([]);

  await control.cancelOutside(payment.gatewayId);
  await expect(inspector.rebill).toBeEnabled();
});
