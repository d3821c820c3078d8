import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

/** The vendor's webhook, a read and the open screen. */
const CLOSED_AFTER_MS = 15_000;

test("where nobody can be asked, the slip of the cancel ends it with the click", async ({
  page,
  desk,
}) => {
  const [payment] = await desk.newest("channel=alltalkpay&status=paid", 1);
  const inspector = new Inspector(page);
  const dialog = new ForceDialog(page);
  await inspector.open(payment);
  await inspector.force.click();
  await dialog.fill();
  await dialog.outside.check();
  await expect(dialog.dialog).toContainText("확인할 수 있는 곳은 확인하고 할 일을 끝내요");
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("취소 전표의 승인번호를 적어 주세요.");
  await expect(dialog.dialog).toContainText("취소 전표에 적힌 날짜와 시각을 적어 주세요.");

  await dialog.slip.fill("60110001");
  await dialog.slip.day.fill("2999-01-01");
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("아직 오지 않은 시각이에요.");
  expect((await desk.detail(payment)).payment.book_status).toBe("paid");

  await dialog.slip.fill("60110001");
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("남은 할 일이 없어요");
  const { payment: booked } = await desk.detail(payment);
  expect([booked.book_status, booked.agreement]).toEqual(["cancelled", "agrees"]);
  await dialog.dialog.getByRole("button", { name: "닫기" }).last().click();
  await expect(inspector.panel).toContainText("외부 취소 승인번호 60110001");
});

test("a gateway that still shows the payment as paid keeps it a follow-up until it shows the cancel", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(card({ amountWon: 260_000 }));
  const inspector = new Inspector(page);
  const dialog = new ForceDialog(page);
  const followUps = new FollowUpsPage(page);
  await inspector.open(payment);
  await inspector.force.click();
  await dialog.fill();
  await dialog.outside.check();
  await expect(dialog.dialog).toContainText("PG에 바로 확인해요");
  await dialog.slip.fill("30098765");
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("아직 취소가 보이지 않아요");

  await dialog.seeFollowUp.click();
  await expect(followUps.panel).toContainText("외부 취소 승인번호 30098765");
  await followUps.byProof.click();
  await followUps.slip.fill("30098766");
  await followUps.close.click();
  await expect(followUps.panel).toContainText("아직 결제된 것으로 보여요");
  await expect(followUps.panel).toContainText("외부 취소 승인번호 30098766");

  await control.cancelOutside(payment.gatewayId);
  await expect(followUps.panel).toContainText("PG에서 확인", { timeout: CLOSED_AFTER_MS });
  await expect(followUps.panel).toContainText("외부 취소 승인번호 30098766");
  const truth = await control.payment(payment.gatewayId);
  expect([truth.refundCount, truth.refundedWon]).toEqual([1, 260_000]);
  expect((await desk.detail(payment)).payment.cancelled_won).toBe(260_000);
});

test("the bills link to each manager site, and say what becomes of a cancel there", async ({
  page,
}) => {
  await page.goto("/bills");
  const sites = page.getByRole("note", { name: "매니저 사이트" });
  await expect(sites).toContainText("결제선생에서 직접 한 취소와 파기는 알려 오지 않아 조금 늦게 보여요.");
  await expect(sites).toContainText("올톡페이에서 직접 한 취소와 파기는 여기서 읽을 수 없어요.");
  for (const name of ["결제선생 매니저 사이트", "올톡페이 매니저 사이트"]) {
    await expect(sites.getByRole("link", { name })).toHaveAttribute("href", /^http/);
  }
});
