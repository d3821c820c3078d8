// A force-cancel's duty ends where the vendor shows the cancel: at Bootpay and PaySsam as at PortOne, which
// the spec of force-cancels has.

import { expect, test } from "../fixtures";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { ForceDialog } from "../pages/force_dialog";
import { Inspector } from "../pages/inspector";
import type { Channels } from "../support/channels";
import type { Desk } from "../support/desk";
import { bootpay, payssam, type Recipe, refunds } from "../support/recipes";

interface Case {
  vendor: string;
  recipe: Recipe;
  /** What has to be done at the vendor, as the duty's first steps say it. */
  step: string;
  /** Whether the vendor tells of it; else somebody asks. */
  tells: boolean;
  cancelThere: (channels: Channels, id: string) => Promise<void>;
}

const CASES: Case[] = [
  {
    vendor: "Bootpay",
    recipe: bootpay({ amountWon: 330_000 }),
    step: "부트페이 관리자에서 이 결제를 취소해요.",
    tells: true,
    cancelThere: (channels, id) => channels.cancelAtBootpayAdmin(id),
  },
  {
    vendor: "PaySsam",
    recipe: payssam({ priceWon: 330_000 }),
    step: "청구서를 열고 결제취소를 눌러요.",
    tells: false,
    cancelThere: (channels, id) => channels.cancelAtManagerSite(id),
  },
];

for (const { vendor, recipe, step, tells, cancelThere } of CASES) {
  test(`a read of ${vendor} that shows the cancel closes the follow-up by itself`, async ({
    page,
    desk,
    control,
    channels,
  }) => {
    const vendors = { desk, control, channels };
    const payment = await recipe(vendors);
    const inspector = new Inspector(page);
    const force = new ForceDialog(page);
    const followUps = new FollowUpsPage(page);
    await inspector.open(payment);
    await inspector.force.click();
    await expect(force.dialog).toContainText(step);
    await force.fill();
    await force.confirm.click();
    await expect(force.dialog).toContainText("330,000원을 장부에서만 취소했어요.");
    await force.seeFollowUp.click();
    await expect(followUps.panel).toContainText(step);

    await expectCounted(followUps, desk);
    await followUps.checkNow.click();
    await expect(page.getByText("아직 끝나지 않았어요.")).toBeVisible();
    expect(await refunds(vendors, payment)).toBe(0);
    await cancelThere(channels, payment.gatewayId);
    if (!tells) await followUps.checkNow.click();
    await expect(followUps.panel).toContainText("PG에서 확인");
    await expect(followUps.checkNow).toBeHidden();
    await expectCounted(followUps, desk);

    expect(await refunds(vendors, payment)).toBe(1);
    const { payment: booked } = await desk.detail(payment);
    expect(booked).toMatchObject({ book_status: "cancelled", agreement: "agrees" });
    await inspector.open(payment);
    await expect(inspector.panel.getByRole("link", { name: "할 일 보기" })).toBeHidden();
  });
}

/** The navigation says what the desk counts, whatever other specs do meanwhile. */
async function expectCounted(followUps: FollowUpsPage, desk: Desk): Promise<void> {
  await expect(async () => {
    const counted = new RegExp(`^할 일 ${await desk.openFollowUps()}건 남음`);
    await expect(followUps.navigation).toHaveAccessibleName(counted, { timeout: 1_000 });
  }).toPass();
}
