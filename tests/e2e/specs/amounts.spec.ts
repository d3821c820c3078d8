import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

/** What is typed, what the box makes of it, what is said. The payment is of 350,000 won. */
const WRONG = [
  { typed: "0", shown: "0", said: "1원 이상 적어 주세요" },
  { typed: "350001", shown: "350,001", said: "취소할 수 있는 금액은 350,000원까지예요" },
  { typed: "99999999999999999999", shown: "999,999,999,999", said: "350,000원까지예요" },
  { typed: "많이", shown: "", said: "금액을 적어 주세요" },
  { typed: "", shown: "", said: "금액을 적어 주세요" },
];

test("a wrong amount is told at its field and nothing is sent", async ({ page, desk, control }) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancelPart.click();
  await dialog.chooseReason();

  for (const { typed, shown, said } of WRONG) {
    await test.step(`"${typed}"`, async () => {
      await dialog.amount.fill(typed);
      await expect(dialog.amount).toHaveValue(shown);
      await dialog.confirm.click();
      await dialog.expectError(dialog.amount, said);
      await expect(dialog.amount).toBeFocused();
    });
  }
  expect((await desk.detail(payment)).cancellations).toEqual([]);
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);
});

test("a sign or a unit is dropped, and the button says what is left of it", async ({
  page,
  desk,
}) => {
  const payment = await desk.receive(card());
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  await inspector.open(payment);
  await inspector.cancelPart.click();
  const SIGN = "빼기 부호는 지웠어요. 금액은 양수로 적어요.";
  const POINT = "원 단위까지만 적어요. 소수점 뒤는 뺐어요.";
  const typings = { "-3000": SIGN, "₩3,000원": "", "3,000.99": POINT, "３０００": "" };
  for (const [typed, said] of Object.entries(typings)) {
    await test.step(`"${typed}"`, async () => {
      const keys = () => dialog.amount.pressSequentially(typed);
      for (const enter of [keys, () => dialog.amount.fill(typed)]) {
        await dialog.amount.fill("");
        await enter();
        await expect(dialog.amount).toHaveValue("3,000");
        await expect(dialog.confirm).toHaveText("3,000원 부분취소");
        await expect(dialog.amountNote).toHaveText(said);
      }
    });
  }
});

test("the server refuses the same amounts from whoever asks it directly", async ({
  desk,
  control,
}) => {
  const payment = await desk.receive(card());
  for (const amount_won of [0, -1, 350_001, Number.MAX_SAFE_INTEGER]) {
    const answer = await desk.requestCancel(payment, { kind: "partial", amount_won });
    expect(answer.status(), String(amount_won)).toBe(422);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: "invalid_input", errors: [{ field: "amount_won" }] });
  }
  for (const amount_won of ["120000", 1.5, null, 1e300]) {
    const answer = await desk.requestCancel(payment, { kind: "partial", amount_won });
    expect(answer.status(), String(amount_won)).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "bad_json" });
  }
  expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);
});
