import { expect, test } from "../fixtures";
import { PaymentsPage } from "../pages/payments_page";

const NOBODYS = "0".repeat(26);

for (const id of [`pay_${NOBODYS}`, "pay_1", "한글"]) {
  test(`a payment that does not exist is told beside the list (${id})`, async ({ page }) => {
    const list = new PaymentsPage(page);
    await page.goto(`/payments/${id}`);
    await expect(page.getByRole("complementary")).toContainText(
      "결제를 찾지 못했어요. 목록에서 다시 골라 주세요.",
    );
    await expect(list.table).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("complementary")).toBeHidden();
  });
}

for (const [address, words] of [
  ["payments/pay", "결제를 찾지 못했어요."],
  ["bills/bil", "청구서를 찾지 못했어요."],
  ["cancellations/can", "취소 내역을 찾지 못했어요."],
  ["follow-ups/fol", "할 일을 찾지 못했어요."],
] as const) {
  test(`what does not exist is told, and not offered again (${address})`, async ({ page }) => {
    await page.goto(`/${address}_${NOBODYS}`);
    const drawer = page.getByRole("complementary");
    await expect(drawer).toContainText(words);
    await expect(drawer.getByRole("button", { name: "다시 시도" })).toBeHidden();
  });
}

test("a customer who does not exist is told, and not offered again", async ({ page }) => {
  await page.goto(`/customers/cus_${NOBODYS}`);
  await expect(page.getByText("고객을 찾지 못했어요.")).toBeVisible();
  await expect(page.getByRole("button", { name: "다시 시도" })).toBeHidden();
});

test("an address without a screen leads back", async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "이 주소에는 화면이 없어요" })).toBeAttached();
  await page.getByRole("link", { name: "결제 목록으로" }).click();
  await expect(new PaymentsPage(page).table).toBeVisible();
});

test("filters that cannot be read fall back to the default", async ({ page }) => {
  const list = new PaymentsPage(page);
  await list.open("?status=lost&period=century&sort=sideways&method=barter");
  await expect(list.table).toBeVisible();
  await expect(list.period("이번 달")).toBeChecked();
  await expect(list.status("전체")).toBeChecked();
});
