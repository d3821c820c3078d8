import { expect, test } from "../fixtures";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";

test("a payment that comes in waits until it is asked for", async ({ page, desk }) => {
  const word = freshWord();
  await desk.receive(card({ orderName: `${word} 첫째` }));
  const payments = new PaymentsPage(page);
  await payments.open(`?q=${word}`);
  await payments.expectOrders(`${word} 첫째`);

  await desk.receive(card({ orderName: `${word} 둘째` }));
  const chip = page.getByRole("button", { name: "새 결제 1건 보기" });
  await expect(chip).toBeVisible();
  await payments.expectOrders(`${word} 첫째`);
  await chip.click();
  await payments.expectOrders(`${word} 첫째`, `${word} 둘째`);
  await expect(chip).toBeHidden();
});
