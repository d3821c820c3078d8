import { expect, onDeskOfItsOwn, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import { card, freshWord } from "../support/blueprints";
import { bill, Channels } from "../support/channels";

const TWO_DAYS_SECONDS = 48 * 3_600;

/** The clock of this desk is moved on. */
test.use(onDeskOfItsOwn);

test("a force-cancel that nobody saw to is overdue and first, and a manager's note ends it", async ({
  page,
  visit,
  desk,
  control,
  ownDesk,
}) => {
  test.setTimeout(180_000);
  // A bill that is told by its callback is named by its number.
  const number = freshWord();
  const channels = new Channels(page.request, ownDesk.controlUrl);
  const inspector = new Inspector(page);
  const force = new ForceDialog(page);
  const followUps = new FollowUpsPage(page);
  await visit.logIn("staff");
  const payment = await desk.expectBooked(await channels.sendBill(bill({ id: number })));
  await inspector.open(payment);
  await inspector.force.click();
  await force.fill();
  await force.confirm.click();
  await expect(force.dialog).toContainText("240,000원을 장부에서만 취소했어요.");

  await control.forward(TWO_DAYS_SECONDS);
  await visit.logInAnew("staff");
  const other = await desk.receive(card({ orderName: `${number} 수학` }));
  await control.cancelOutside(other.gatewayId);
  await followUps.open("all");
  await expect(followUps.navigation).toHaveAccessibleName(/, [1-9][0-9]*건 기한 지남$/);
  await followUps.search.fill(number);
  await expect(followUps.rows).toHaveCount(2);
  await expect(followUps.rows.nth(0)).toContainText(/어제.*장부에서만 취소됨.*김하늘/);
  await expect(followUps.rows.nth(1)).toContainText(/내일.*밖에서 취소됨.*담당 없음/);
  await followUps.view("기한 지남").check();
  await expect(followUps.rows).toHaveCount(1);

  await followUps.rows.getByRole("link").click();
  await expect(followUps.panel).toContainText("메모로 끝내는 건 매니저가 할 수 있어요. 담당을 매니저로 바꿔 주세요.");
  await followUps.byProof.click();
  await expect(followUps.slip.number).toBeVisible();
  await expect(followUps.signedNote).toBeHidden();
  await followUps.owner.selectOption("박지훈");
  await expect(page.getByText("담당을 바꿨어요.")).toBeVisible();

  await visit.logIn("manager");
  await followUps.open("mine");
  await followUps.row(number).getByRole("link").click();
  await followUps.byProof.click();
  await followUps.signedNote.fill("확인");
  await followUps.close.click();
  await expect(followUps.signedNote).toHaveAccessibleDescription(/누구에게 무엇을 확인했는지/);
  await followUps.signedNote.fill("고객에게 계좌로 보냈다고 확인했어요");
  await followUps.close.click();
  await expect(followUps.panel).toContainText("매니저 메모고객에게 계좌로 보냈다고 확인했어요박지훈");
  await followUps.view("끝난 일").check();
  await expect(followUps.row(number)).toBeVisible();
  expect((await channels.bill(number)).refundCount).toBe(0);

  await inspector.open(payment);
  await expect(inspector.panel.getByRole("link", { name: "할 일 보기" })).toBeHidden();
  await expect(inspector.panel).toContainText("PG에는 결제로 남아 있어요. 한 번 더 돌려주지 마세요.");
  await expect(inspector.panel).not.toContainText("PG에서 취소한 뒤 확인해 주세요");
  await expect(inspector.story.first()).toContainText(/증빙을 확인해 할 일을 끝냈어요.*박지훈/);

  // Somebody does it there after all.
  await channels.cancelAtManagerSite(number);
  await inspector.askGateway.click();
  await expect(inspector.panel).toContainText("메모로 끝낸 취소가 PG에서도 됐어요. 두 번 돌려줬는지 확인해 주세요.");
  await inspector.panel.getByRole("link", { name: "할 일 보기" }).click();
  await expect(followUps.duty.steps).toHaveText([
    "끝낼 때 적은 메모를 보고, 고객에게 따로 돌려준 돈이 있는지 확인해요.",
    "두 번 돌려줬다면 고객에게 연락해 한 번은 돌려받아요.",
    "매니저가 확인한 것을 적어요.",
  ]);
});
