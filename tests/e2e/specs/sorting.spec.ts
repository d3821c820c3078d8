import { expect, test } from "../fixtures";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";

test("the head of a column sorts the list, and once more the other way", async ({ page, desk }) => {
  const word = freshWord();
  for (const [name, amountWon] of [["가운데", 200_000], ["적은", 100_000], ["많은", 300_000]] as const) {
    await desk.receive(card({ orderName: `${word} ${name}`, amountWon }));
  }
  const list = new PaymentsPage(page);
  await list.open(`?q=${word}`);
  const names = (...order: string[]) => order.map((name) => new RegExp(name));
  await expect(list.rows).toHaveText(names("많은", "적은", "가운데"));
  await expect(list.head("결제일시")).toHaveAttribute("aria-sort", "descending");

  const amount = list.head("금액");
  await amount.getByRole("button").click();
  await expect(list.rows).toHaveText(names("많은", "가운데", "적은"));
  await expect(page).toHaveURL(/[?&]sort=amount_high(&|$)/);
  await expect(amount).toHaveAttribute("aria-sort", "descending");

  await amount.getByRole("button").click();
  await expect(list.rows).toHaveText(names("적은", "가운데", "많은"));
  await expect(page).toHaveURL(/[?&]sort=amount_low(&|$)/);
  await expect(amount).toHaveAttribute("aria-sort", "ascending");

  await page.reload();
  await expect(list.rows).toHaveText(names("적은", "가운데", "많은"));
  await page.goBack();
  await expect(list.rows).toHaveText(names("많은", "가운데", "적은"));
  await list.head("결제일시").getByRole("button").click();
  await expect(list.rows).toHaveText(names("많은", "적은", "가운데"));
  await expect(page).not.toHaveURL(/[?&]sort=/);
});
