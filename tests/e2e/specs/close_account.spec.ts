// 가상계좌 닫기: an account that nobody has paid into, from the question to the vendor's word.

import { expect, test } from "../fixtures";
import { ConfirmDialog } from "../pages/confirm_dialog";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { emptyAccount, freshWord } from "../support/blueprints";

test("an empty virtual account is closed, and nobody can pay into it any more", async ({
  page,
  desk,
  control,
}) => {
  const orderName = freshWord();
  const payment = await desk.receive(emptyAccount({ orderName }));
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const question = new ConfirmDialog(page, "가상계좌를 닫을까요?");
  await list.open(`/${payment.id}?q=${orderName}`);
  await expect(list.row(orderName)).toContainText("미납");
  await expect(inspector.panel).toContainText("입금 대기");

  await inspector.closeAccount.click();
  await question.say("닫지 않기");
  await expect(question.dialog).toBeHidden();
  expect(await control.asked(payment.gatewayId)).toEqual([]);

  await inspector.closeAccount.click();
  await question.say("가상계좌 닫기");
  await expect(page.getByText("가상계좌를 닫았어요.")).toBeVisible();
  await expect(list.row(orderName)).toContainText("파기");
  await expect(inspector.panel).toContainText("결제 전에 닫힘");
  await expect(inspector.panel).not.toContainText("입금 대기");
  await expect(inspector.closeAccount).toBeHidden();

  expect(await control.asked(payment.gatewayId)).toEqual(["/virtual-account/close"]);
  const truth = await control.payment(payment.gatewayId);
  expect(truth).toMatchObject({ status: "CANCELLED", chargedWon: 0, refundCount: 0 });
  expect(await control.deposit(payment.gatewayId)).toBe(false);
  const { book_status, agreement } = (await desk.detail(payment)).payment;
  expect({ book_status, agreement }).toEqual({ book_status: "void", agreement: "agrees" });

  await page.reload();
  await expect(list.row(orderName)).toContainText("파기");
  await expect(inspector.panel).toContainText("결제 전에 닫힘");
  await expect(inspector.cancel).toBeDisabled();
  await expect(inspector.closeAccount).toBeHidden();
});

test("a deposit that was a moment faster than the click stays, and can be cancelled", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(emptyAccount());
  const inspector = new Inspector(page);
  const question = new ConfirmDialog(page, "가상계좌를 닫을까요?");
  await page.route("**/api/payments/*/void", async (route) => {
    expect(await control.deposit(payment.gatewayId)).toBe(true);
    // Whoever asks the vendor before its webhook is read hears the same in the vendor's words.
    const booked = async () => (await desk.detail(payment)).payment.book_status;
    await expect.poll(booked).toBe("paid");
    await route.continue();
  });
  await inspector.open(payment);
  await inspector.closeAccount.click();
  await question.say("가상계좌 닫기");

  await expect(page.locator(".toast[data-tone=warning]")).toContainText("이미 결제된 건이에요.");
  await expect(page.getByText("가상계좌를 닫았어요.")).toBeHidden();
  await expect(inspector.panel).toContainText("결제완료");
  await expect(inspector.closeAccount).toBeHidden();
  await expect(inspector.cancel).toBeEnabled();
  const truth = await control.payment(payment.gatewayId);
  expect(truth).toMatchObject({ status: "PAID", heldWon: payment.amountWon });
  expect((await desk.detail(payment)).payment.book_status).toBe("paid");
});

test("a question stands and is answered, also when the deposit changes the screen behind it", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(emptyAccount());
  const inspector = new Inspector(page);
  const question = new ConfirmDialog(page, "가상계좌를 닫을까요?");
  await inspector.open(payment);
  await inspector.closeAccount.click();
  await expect(question.dialog).toBeVisible();
  expect(await control.deposit(payment.gatewayId)).toBe(true);
  await expect(inspector.panel).toContainText("결제완료");
  await question.say("가상계좌 닫기");

  await expect(page.locator(".toast[data-tone=warning]")).toBeVisible();
  expect((await desk.detail(payment)).payment.book_status).toBe("paid");
});
