import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PAYER, virtualAccount } from "../support/blueprints";
import type { Booked } from "../support/desk";

test("a wrong refund account is told field by field and nothing is sent", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(virtualAccount());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();

  await dialog.confirm.click();
  await dialog.expectError(dialog.bank, "은행을 골라 주세요.");
  await dialog.expectError(dialog.accountNumber, "계좌번호는 숫자 6~20자리예요.");
  await dialog.expectError(dialog.holder, "예금주 이름을 적어 주세요.");
  await dialog.bank.selectOption("신한은행");
  for (const number of ["", "12345", "계좌번호", "123456789012345678901"]) {
    await dialog.accountNumber.fill(number);
    await dialog.confirm.click();
    await dialog.expectError(dialog.accountNumber, "계좌번호는 숫자 6~20자리예요.");
  }
  await dialog.accountNumber.fill("110-123-456789");
  await dialog.confirm.click();
  await dialog.expectError(dialog.holder, "예금주 이름을 적어 주세요.");
  expect((await desk.detail(payment)).cancellations).toEqual([]);

  await dialog.holder.fill("박지성");
  await expect(dialog.dialog).toContainText("다른 이름이에요");
  await expect(dialog.holderSure).toBeVisible();
  await dialog.holder.fill(PAYER);
  await expect(dialog.dialog).not.toContainText("다른 이름이에요");
  await expect(dialog.holderSure).toBeHidden();
  await dialog.confirm.click();
  await dialog.expectOutcome("은행에서 1~2영업일 안에 보내요");
  expect((await control.payment(payment.gatewayId)).pending).toHaveLength(1);
});

test("Smartro also asks for the holder's phone", async ({ page, desk }) => {
  const payment = await desk.receive(virtualAccount({ provider: "SMARTRO_V2" }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  const phone = dialog.dialog.getByRole("textbox", { name: "예금주 휴대폰 번호" });
  await inspector.open(payment);
  await expect(inspector.hints).toContainText("예금주 휴대폰 번호");
  await inspector.cancel.click();
  await dialog.chooseReason();
  await dialog.fillAccount({ bank: "국민은행", number: "92340101234567", holder: PAYER });
  await dialog.confirm.click();
  await dialog.expectError(phone, "010으로 시작하는 번호를 적어 주세요.");
  await phone.fill("010-2345-6789");
  await dialog.confirm.click();
  await expect(dialog.withdraw).toBeVisible();
});

test("another holder than the payer is confirmed first, and each account anew", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(virtualAccount());
  const dialog = await begin(page, payment);
  await dialog.fillAccount({ bank: "신한은행", number: "110-123-456789", holder: "박지성" });
  await dialog.confirm.click();
  await dialog.expectError(dialog.holderSure, "계좌를 확인하고 표시해 주세요.");
  await dialog.holderSure.check();
  await dialog.accountNumber.fill("110-123-456780");
  await expect(dialog.holderSure).not.toBeChecked();
  await dialog.holderSure.check();
  await dialog.holder.fill("박지상");
  await expect(dialog.holderSure).not.toBeChecked();

  await dialog.holderSure.focus();
  await page.keyboard.press("Space");
  await dialog.confirm.click();
  await dialog.expectOutcome("은행에서 1~2영업일 안에 보내요");
  expect((await control.payment(payment.gatewayId)).pending).toHaveLength(1);
});

test("a difference that only the server can see is asked about, and nothing is sent before", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(virtualAccount());
  const dialog = await begin(page, payment);
  // The screen has 김*연.
  await dialog.fillAccount({ bank: "신한은행", number: "110-123-456789", holder: "김하연" });
  await expect(dialog.holderSure).toBeHidden();
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("예금주가 결제한 사람과 달라요.");
  expect((await desk.detail(payment)).cancellations).toEqual([]);

  await dialog.holderSure.check();
  await dialog.confirm.click();
  await dialog.expectOutcome("은행에서 1~2영업일 안에 보내요");
  expect((await control.payment(payment.gatewayId)).pending).toHaveLength(1);
});

test("after a lost answer another account is confirmed anew", async ({ page, desk, control }) => {
  const payment = await desk.receive(virtualAccount());
  const dialog = await begin(page, payment);
  const account = { bank: "신한은행", number: "110-123-456789" };
  await dialog.fillAccount({ ...account, holder: "박지성" });
  await dialog.holderSure.check();
  await page.route("**/cancellations", (route) => route.abort());
  await dialog.confirm.click();
  await expect(dialog.sendAgain).toBeVisible();

  await page.unrouteAll();
  await page.reload();
  await dialog.fillAccount({ ...account, holder: "이민호" });
  await dialog.sendAgain.click();
  await dialog.expectError(dialog.holderSure, "계좌를 확인하고 표시해 주세요.");
  expect((await desk.detail(payment)).cancellations).toEqual([]);

  await dialog.holderSure.check();
  await dialog.sendAgain.click();
  await dialog.expectOutcome("은행에서 1~2영업일 안에 보내요");
  expect((await control.payment(payment.gatewayId)).pending).toHaveLength(1);
});

/** The dialog of this payment's cancel, with a reason. */
async function begin(page: Page, payment: Booked): Promise<CancelDialog> {
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancel.click();
  await dialog.chooseReason();
  return dialog;
}
