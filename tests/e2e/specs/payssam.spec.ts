// PaySsam, from the click to the bill at its simulator: cancelled whole or not at all, and silent about
// everything but a payment.

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { ConfirmDialog } from "../pages/confirm_dialog";
import { HistoryPage } from "../pages/history_page";
import { Inspector } from "../pages/inspector";
import { bill } from "../support/channels";

test("a paid bill is cancelled whole; a part is not offered, and why", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.sendBill(bill());
  const payment = await desk.expectBooked(id);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await expect(inspector.hints).toContainText("결과는 바로 나와요");
  await expect(inspector.cancelPart).toBeDisabled();
  await expect(inspector.cancelPart).toHaveAccessibleDescription(
    /결제선생은 부분취소가 없어요.*다시 청구해 주세요/,
  );
  await inspector.cancel.click();
  await dialog.chooseReason("수강 취소");
  await dialog.confirm.click();
  await dialog.expectOutcome("240,000원을 취소했어요");
  expect(await channels.bill(id)).toMatchObject({ state: "C", refundCount: 1, heldWon: 0 });
  expect((await desk.detail(payment)).payment).toMatchObject({
    agreement: "agrees",
    book_status: "cancelled",
  });
});

test("a cancel at the manager site says nothing, and is found by asking", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.sendBill(bill());
  const payment = await desk.expectBooked(id);
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await channels.cancelAtManagerSite(id);
  await expect(inspector.cancel).toBeEnabled();
  await inspector.askGateway.click();
  await expect(inspector.cancellations).toContainText("-240,000");
  await expect(inspector.cancel).toBeDisabled();
  expect((await channels.bill(id)).refundCount).toBe(1);
  expect((await desk.detail(payment)).payment).toMatchObject({
    agreement: "agrees",
    cancelled_won: 240_000,
  });
});

test("whom the manager site forestalled sends nothing and is told so", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.sendBill(bill());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(await desk.expectBooked(id));
  await inspector.cancel.click();
  await dialog.chooseReason();
  await channels.cancelAtManagerSite(id);
  await dialog.confirm.click();
  await expect(inspector.panel).toContainText("밖에서 취소됨");
  await dialog.close();
  await inspector.askGateway.click();
  await expect(inspector.panel.getByRole("link", { name: "할 일 보기" })).toBeHidden();
  expect((await channels.bill(id)).refundCount).toBe(1);
});

test("where the manager site is a moment faster, a read settles it with one refund, and the story says how", async ({
  page,
  desk,
  control,
  channels,
}) => {
  const id = await channels.sendBill(bill());
  const payment = await desk.expectBooked(id);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await control.fault({ kind: "cancelled_first", paymentId: id });
  await inspector.openCancel(payment);
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("240,000원을 취소했어요");
  expect(await channels.bill(id)).toMatchObject({ state: "C", refundCount: 1, heldWon: 0 });
  const { payment: booked, cancellations } = await desk.detail(payment);
  expect(booked).toMatchObject({ agreement: "agrees", cancelled_won: 240_000 });
  expect(cancellations).toMatchObject([{ state: "succeeded" }]);

  await dialog.dialog.getByRole("link", { name: "취소 이력에서 보기" }).click();
  await expect(new HistoryPage(page).story).toContainText(
    "전액 취소된 것을 보고 이 취소로 적었어요. 같은 때 매니저 사이트에서 취소했다면 구별할 수 없어요.",
  );
});

test("an unpaid bill is withdrawn, and then cannot be paid", async ({ page, desk, channels }) => {
  const [payment] = await desk.newest("channel=payssam&status=unpaid", 1);
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.hints).toContainText("아직 결제되지 않은 청구서예요");
  await expect(inspector.cancel).toBeDisabled();
  await inspector.voidBill.click();
  await new ConfirmDialog(page, "청구서를 파기할까요?").say("청구서 파기");
  await expect(page.getByText("청구서를 파기했어요.", { exact: true })).toBeVisible();
  await expect(inspector.voidBill).toBeHidden();
  const truth = await channels.bill(payment.gatewayId);
  expect(truth).toMatchObject({ state: "D", chargedWon: 0, refundCount: 0 });
  expect((await desk.detail(payment)).payment.book_status).toBe("void");
});
