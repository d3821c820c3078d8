import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { card, freshWord } from "../support/blueprints";

/** The vendor's webhook, a read and a row. */
const NOTICED_AFTER_MS = 20_000;

test("somebody takes a follow-up on, and gives it back to everybody", async ({
  page,
  desk,
  control,
}) => {
  const orderName = freshWord();
  const payment = await desk.receive(card({ orderName }));
  await control.cancelOutside(payment.gatewayId);
  const followUps = new FollowUpsPage(page);
  await followUps.open("all");
  const row = followUps.row(orderName);
  await expect(row).toBeVisible({ timeout: NOTICED_AFTER_MS });
  await expect(followUps.navigation).toHaveAccessibleName(/^할 일 [1-9][0-9]*건 남음/);

  await row.getByRole("link").first().click();
  await expect(followUps.panel).toContainText(orderName);
  await expect(followUps.duty.steps).toHaveText([
    "PG 관리자나 매니저 사이트에서 누가, 왜 취소했는지 확인해요.",
    "결제를 열고 ‘지금 확인’을 눌러 취소를 장부에 올려요.",
  ]);
  await followUps.owner.selectOption("김하늘");
  await expect(page.getByText("담당을 바꿨어요.")).toBeVisible();
  await followUps.view("내 할 일").check();
  await expect(row).toBeVisible();
  await followUps.view("기한 지남").check();
  await expect(row).toBeHidden();

  await followUps.view("내 할 일").check();
  await row.getByRole("link").first().click();
  await followUps.owner.selectOption("담당 없음");
  await followUps.view("내 할 일").check();
  await expect(row).toBeHidden();

  await followUps.view("전체").check();
  await row.getByRole("link").first().click();
  await followUps.checkNow.click();
  await expect(followUps.panel).toContainText("PG에서 확인");
  await followUps.view("끝난 일").check();
  await expect(row).toBeVisible();
});

test("follow-ups are narrowed by what differs, channel, owner and words, and the address keeps it", async ({
  page,
  desk,
  control,
}) => {
  const [orderName, other] = [freshWord(), freshWord()];
  const payment = await desk.receive(card({ orderName }));
  const beside = await desk.receive(card({ orderName: other }));
  await control.cancelOutside(payment.gatewayId);
  await control.cancelOutside(beside.gatewayId);
  const followUps = new FollowUpsPage(page);
  await followUps.open("all");
  await followUps.search.fill(orderName);
  await expect(followUps.row(orderName)).toBeVisible({ timeout: NOTICED_AFTER_MS });
  await expect(followUps.row(other)).toBeHidden();

  await followUps.filter("담당").selectOption("담당 없음");
  await followUps.filter("채널").selectOption("포트원");
  await expect(followUps.row(orderName)).toBeVisible();
  await followUps.filter("무엇이 다른가요").selectOption({ index: 1 });
  await expect(followUps.row(orderName)).toBeHidden();
  await expect(page.getByText("찾는 할 일이 없어요")).toBeVisible();
  await page.goBack();
  await expect(followUps.row(orderName)).toBeVisible();
  await page.reload();
  await expect(followUps.search).toHaveValue(orderName);
  await expect(followUps.filter("채널")).toHaveValue("portone");
  await expect(followUps.row(orderName)).toBeVisible();
  await expect(followUps.row(other)).toBeHidden();

  await followUps.search.fill("아무도 없는 이름");
  await page.getByRole("button", { name: "조건 지우기" }).click();
  await expect(followUps.search).toHaveValue("");
  await expect(page).toHaveURL(/\/follow-ups\?view=all$/);
});
