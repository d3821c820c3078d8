import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import { LoginPage } from "../pages/login_page";
import { card } from "../support/blueprints";
import { Desk } from "../support/desk";
import { password } from "../support/logins";

test.describe("somebody who has just logged in", () => {
  // A session of its own: in the others' somebody may have given the password within five minutes.
  test.use({ person: "nobody" });

  test("forces with the password, sends nothing, and leaves a follow-up that a read closes", async ({
    page,
    control,
  }) => {
    const login = new LoginPage(page);
    await login.open();
    await login.logIn("staff", password);
    await login.expectLoggedIn();
    const desk = new Desk(page.request, control);
    const payment = await desk.receive(card({ amountWon: 420_000 }));
    const inspector = new Inspector(page);
    const dialog = new ForceDialog(page);
    const followUps = new FollowUpsPage(page);

    await inspector.open(payment);
    await inspector.force.click();
    await expect(dialog.dialog).toContainText("포트원 콘솔에서 이 결제를 취소해요.");
    await dialog.confirm.click();
    await expect(dialog.dialog).toContainText("사유를 골라 주세요.");
    await expect(dialog.dialog).toContainText("비밀번호를 적어 주세요.");
    await dialog.fill();
    await dialog.password.fill("not mine");
    await dialog.confirm.click();
    await expect(dialog.dialog).toContainText("비밀번호가 맞지 않아요.");
    await dialog.fill();
    await dialog.confirm.click();
    await expect(dialog.dialog).toContainText("420,000원을 장부에서만 취소했어요.");
    expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);

    await dialog.seeFollowUp.click();
    await expect(followUps.panel).toContainText("420,000원");
    await expect(followUps.owner).toHaveValue(/^stf_/);
    await followUps.note.fill("포트원 콘솔에서 취소할게요");
    await followUps.leaveNote.click();
    await expect(followUps.panel.getByRole("list").filter({ hasText: "취소할게요" })).toBeVisible();

    await followUps.checkNow.click();
    await expect(page.getByText("아직 끝나지 않았어요.")).toBeVisible();
    // The vendor's webhook is enough: the read that follows closes it.
    await control.cancelOutside(payment.gatewayId);
    await expect(followUps.panel).toContainText("PG에서 확인", { timeout: 15_000 });
    const truth = await control.payment(payment.gatewayId);
    expect([truth.refundCount, truth.refundedWon]).toEqual([1, 420_000]);
    const { payment: booked } = await desk.detail(payment);
    expect([booked.book_status, booked.cancelled_won]).toEqual(["cancelled", 420_000]);
  });
});

test("a force-cancel whose answer is lost is the same one again", async ({ page, desk }) => {
  const payment = await desk.receive(card({ amountWon: 430_000 }));
  const [inspector, dialog] = [new Inspector(page), new ForceDialog(page)];
  const keys: (string | undefined)[] = [];
  await page.route("**/cancellations", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await route.fetch();
    await (keys.length === 1 ? route.abort() : route.fallback());
  });

  await inspector.open(payment);
  await inspector.force.click();
  await dialog.fill();
  await dialog.confirm.click();
  await expect(dialog.dialog).toContainText("서버의 답을 받지 못했어요.");
  // The book has it, and nothing is left to cancel.
  await desk.expectState(payment, "succeeded");
  await expect(inspector.cancellations).toHaveCount(1);
  await dialog.confirm.filter({ hasText: "430,000원" }).click();
  await expect(dialog.dialog).toContainText("430,000원을 장부에서만 취소했어요.");
  // The money has not moved: nowhere is it said to be cancelled.
  await expect(dialog.dialog.locator(".badge")).toHaveText("강제취소");
  await expect(inspector.cancellations).not.toContainText("취소됨");
  expect(new Set(keys).size).toBe(1);
  expect((await desk.detail(payment)).cancellations).toHaveLength(1);
});

test("a cancel made at the gateway is somebody's follow-up until the book has it", async ({
  page,
  desk,
  control,
}) => {
  const payment = await desk.receive(card({ amountWon: 510_000 }));
  await control.cancelOutside(payment.gatewayId);
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.panel.getByRole("link", { name: "할 일 보기" })).toBeVisible();
  await inspector.askGateway.click();
  await expect(inspector.panel.getByRole("link", { name: "할 일 보기" })).toBeHidden();
  await expect(inspector.panel).toContainText("결제취소");
});
