import type { Locator, Page } from "@playwright/test";

import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { PaymentsPage } from "../pages/payments_page";
import { LoginPage } from "../pages/login_page";
import { card, freshWord } from "../support/blueprints";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

/** More stops than any screen has between two things that belong together. */
const MOST_STOPS = 30;

test.use({ person: "nobody" });

test("the whole job without a mouse", async ({ page, control }) => {
  const keys = page.keyboard;
  const list = new PaymentsPage(page);
  const inspector = new Inspector(page);
  const dialog = new CancelDialog(page);
  const login = new LoginPage(page);

  await login.open();
  await expect(login.login).toBeFocused();
  await keys.type("staff");
  await keys.press("Tab");
  await keys.type(password);
  await keys.press("Enter");
  await login.expectLoggedIn();
  const order = freshWord();
  const payment = await new Desk(page.request, control).receive(card({ orderName: order }));

  await expect(list.table).toBeVisible();
  await keys.press("/");
  await expect(list.search).toBeFocused();
  await keys.type(order);
  await list.expectOrders(order);
  await tabTo(page, list.row(order).getByRole("link"));
  await keys.press("Enter");
  await expect(inspector.cancel).toBeEnabled();

  await keys.press("c");
  await expect(dialog.inFull).toBeFocused();
  await keys.press("ArrowRight");
  await expect(dialog.inPart).toBeChecked();
  await expect(dialog.inPart).toBeFocused();
  await tabTo(page, dialog.amount);
  await keys.type("120000");
  await tabTo(page, dialog.reason("고객 요청"));
  await keys.press("Space");
  await keys.press("ArrowRight");
  await expect(dialog.reason("중복 결제")).toBeChecked();
  await tabTo(page, dialog.confirm);
  await keys.press("Enter");
  await dialog.expectOutcome("120,000원을 취소했어요");

  await keys.press("Escape");
  await expect(dialog.dialog).toBeHidden();
  await keys.press("Escape");
  await expect(inspector.panel).toBeHidden();
  await expect(list.row(order)).toContainText("부분취소");
  await expect(list.row(order).getByRole("link")).toBeFocused();
  expect((await control.payment(payment.gatewayId)).refundedWon).toBe(120_000);
});

test("rows are walked with arrows and letters, help lists the keys", async ({ page, control }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.logIn("staff", password);
  await login.expectLoggedIn();
  const word = freshWord();
  const desk = new Desk(page.request, control);
  for (const name of ["하나", "둘"]) {
    await desk.receive(card({ orderName: `${word} ${name}` }));
  }
  const list = new PaymentsPage(page);
  await list.open(`?q=${word}`);
  await expect(list.rows).toHaveCount(2);
  const links = list.rows.getByRole("link");

  await page.keyboard.press("j");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(links.nth(0)).toBeFocused();

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "단축키", exact: true });
  await expect(help).toContainText("다음 줄");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(links.nth(0)).toBeFocused();
});

test.describe("whose input sends stray keys", () => {
  test.use({ person: "staff" });

  test("switches single keys off in the menu, and on again", async ({ page, desk }) => {
    const payment = await desk.receive(card());
    const inspector = new Inspector(page);
    const dialog = new CancelDialog(page);
    const choose = async (name: string) => {
      await page.getByRole("button", { name: "내 메뉴" }).click();
      await page.getByRole("menuitem", { name }).click();
      await expect(page.getByRole("menu")).toBeHidden();
    };
    await inspector.open(payment);
    await expect(inspector.cancel).toBeEnabled();
    await choose("한 글자 단축키 끄기");
    await expectSilent();
    await inspector.open(payment);
    await expect(inspector.cancel).toBeEnabled();
    await expectSilent();

    await choose("한 글자 단축키 켜기");
    await inspector.open(payment);
    await expect(inspector.cancel).toBeEnabled();
    await page.keyboard.press("c");
    await expect(dialog.dialog).toBeVisible();

    /** Had a dialog come up, Escape would have left it and not the panel. */
    async function expectSilent(): Promise<void> {
      await page.keyboard.press("c");
      await page.keyboard.press("?");
      await page.keyboard.press("Escape");
      await expect(inspector.panel).toBeHidden();
      await expect(page.getByRole("dialog")).toBeHidden();
    }
  });
});

/** Goes on with Tab until `target` has the focus, as a person does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}
