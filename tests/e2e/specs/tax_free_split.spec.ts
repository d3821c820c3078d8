import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

test("a partial cancel of a mixed payment splits its tax-free part", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(card({ amountWon: 330_000, taxFreeWon: 297_000 }));
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  const taxFree = dialog.dialog.getByRole("textbox", { name: "그중 면세 금액" });

  await inspector.open(payment);
  await inspector.cancelPart.click();
  await dialog.amount.fill("100000");
  await expect(taxFree).toHaveValue("90,000");
  await taxFree.fill("100001");
  await dialog.expectError(taxFree, "면세 금액이 취소할 금액보다 커요");
  await taxFree.fill("80000");
  await dialog.chooseReason();
  await dialog.confirm.click();
  await dialog.expectOutcome("100,000원을 취소했어요");

  const truth = await control.payment(payment.gatewayId);
  expect(truth.refundedWon).toBe(100_000);
  expect(truth.payment.amount.cancelledTaxFree).toBe(80_000);
});
