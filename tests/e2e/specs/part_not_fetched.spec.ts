import { expect, test } from "../fixtures";
import { GuidePage } from "../pages/guide_page";

test("a screen that could not be fetched says so, and another try brings it", async ({ page }) => {
  const guide = new GuidePage(page);
  await page.route("**/*_guide.pack", (part) => part.abort());
  await guide.open();
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("이 화면을 불러오지 못했어요.");

  await page.unrouteAll();
  await notice.getByRole("button", { name: "다시 시도" }).click();
  await expect(guide.rules.first()).toBeVisible();
  await expect(notice).toBeHidden();
});
