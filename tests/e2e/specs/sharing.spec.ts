import type { Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { card, freshWord } from "../support/blueprints";
import { stateFile } from "../support/logins";

test("an address opens the same list and payment, reloaded or sent to a colleague", async ({
  page,
  desk,
  browser,
}) => {
  const order = freshWord();
  await desk.receive(card({ orderName: order }));

  const list = new PaymentsPage(page);
  await list.open();
  await list.look(order);
  await list.period("3개월").check();
  await list.status("결제완료").check();
  await list.openRow(order);
  const address = /\/payments\/pay_\w+\?status=paid&period=3m&q=/;
  await expect(page).toHaveURL(address);

  await page.reload();
  await expectSame(page);

  const colleague = await browser.newContext({ storageState: stateFile("manager") });
  const other = await colleague.newPage();
  await other.goto(page.url());
  await expectSame(other);
  await colleague.close();

  await page.goBack();
  await expect(new Inspector(page).panel).toBeHidden();
  await list.expectOrders(order);

  async function expectSame(page: Page): Promise<void> {
    await expect(page).toHaveURL(address);
    const list = new PaymentsPage(page);
    await list.expectOrders(order);
    await expect(list.search).toHaveValue(order);
    await expect(list.period("3개월")).toBeChecked();
    await expect(list.status("결제완료")).toBeChecked();
    await expect(new Inspector(page).panel).toContainText(order);
    await expect(new Inspector(page).amount).toHaveText("350,000원");
  }
});
