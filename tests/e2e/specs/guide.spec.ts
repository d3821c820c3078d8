import { expect, test } from "../fixtures";
import { GuidePage } from "../pages/guide_page";

test("the guide is searched, narrowed and shared by its address", async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await expect(guide.table("포트원")).toBeVisible();
  const all = await guide.rules.count();
  await expect(guide.count).toHaveText(`규칙 ${all}개`);

  await guide.filter("채널").selectOption("포트원");
  await guide.filter("수단").selectOption("휴대폰");
  await expect(guide.table("부트페이")).toBeHidden();
  await expect(guide.table("포트원")).toContainText("결제한 달");
  await expect(page).toHaveURL(/channel=portone&method=mobile/);
  const narrowed = await guide.rules.count();
  expect(narrowed).toBeLessThan(all);
  await page.reload();
  await expect(guide.rules).toHaveCount(narrowed);

  await guide.search.fill("세상에 없는 낱말");
  await expect(page.getByText("맞는 안내가 없어요")).toBeVisible();
});
