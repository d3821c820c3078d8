import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PAYER, virtualAccount } from "../support/blueprints";

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
  await dialog.holder.fill(PAYER);
  await expect(dialog.dialog).not.toContainText("다른 이름이에요");
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
