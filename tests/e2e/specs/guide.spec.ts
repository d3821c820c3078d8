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

test("on paper the guide is all of its rules, without what narrows them", async ({ page }) => {
  const guide = new GuidePage(page);
  await guide.open();
  await expect(guide.rules.first()).toBeVisible();
  const shown = await guide.rules.count();
  const onScreenOnly = [
    guide.search,
    guide.filter("채널"),
    guide.filter("수단"),
    page.getByRole("navigation").first(),
  ];
  for (const one of onScreenOnly) await expect(one).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const one of onScreenOnly) await expect(one).toBeHidden();
  await expect(guide.rules.filter({ visible: true })).toHaveCount(shown);
  // What scrolls on a screen is cut off on paper.
  const cut = await guide.rules.last().evaluate((row) => {
    const end = row.getBoundingClientRect().bottom;
    const cuts: string[] = [];
    for (let box = row.parentElement; box && box !== document.body; box = box.parentElement) {
      const isOpen = getComputedStyle(box).overflowY === "visible";
      if (!isOpen && box.getBoundingClientRect().bottom < end) cuts.push(box.className);
    }
    return cuts;
  });
  expect(cut, "what cuts the last rule off").toEqual([]);
});
