import { expect, test } from "../fixtures";
import { BillsPage } from "../pages/bills_page";
import { card, freshWord } from "../support/blueprints";

test("the keyboard stays at the bill whose button went with its sending", async ({
  page,
  desk,
}) => {
  const payment = await desk.receiveCancelled(card());
  const bill = await desk.rebill(payment, freshWord());
  const bills = new BillsPage(page);
  await bills.open(bill);
  await bills.send.press("Enter");
  await bills.sendByMessage("350,000원");
  await expect(bills.send).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(bills.dialog).toBeHidden();
  await expect(bills.panel).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(bills.panel.locator(":focus")).toBeVisible();
});
