// The vendors' side by hand, as whoever tries the demo has it: what is done at the simulators' page is seen in the
// desk.

import { expect, test } from "../fixtures";
import { ControlPage } from "../pages/control_page";
import { FollowUpsPage } from "../pages/follow_ups_page";
import { Inspector } from "../pages/inspector";
import { controlUrl } from "../support/addresses";
import { card } from "../support/blueprints";
import { bill } from "../support/channels";

test("a payment is cancelled in the vendor's admin, and the desk tells that it was done outside", async ({
  page,
  context,
  desk,
}) => {
  const payment = await desk.receive(card({ amountWon: 270_000 }));
  const inspector = new Inspector(page);
  await inspector.open(payment);
  await expect(inspector.cancel).toBeEnabled();

  const vendors = new ControlPage(await context.newPage(), controlUrl);
  await vendors.open();
  await vendors.choosePayment(payment.gatewayId);
  await expect(vendors.payment).toContainText("0원 (0번)");
  await vendors.cancelInAdmin.click();
  await expect(vendors.payment).toContainText("270,000원 (1번)");
  await expect(vendors.paymentRow(payment.gatewayId)).toContainText("결제취소");

  await expect(inspector.panel).toContainText("PG에서 이미 취소됐는데 장부에는 남아 있어요.");
  await inspector.panel.getByRole("link", { name: "할 일 보기" }).click();
  const followUps = new FollowUpsPage(page);
  await expect(followUps.amount).toHaveText("270,000원");
  await expect(followUps.panel).toContainText("밖에서 취소됨");
});

test("a bill that waits at PaySsam is paid there, and is a payment in the desk", async ({
  page,
  desk,
  channels,
}) => {
  const id = await channels.sendBill(bill({ state: "W", priceWon: 130_000 }));
  const vendors = new ControlPage(page, controlUrl);
  await vendors.open();
  await vendors.chooseBill(id);
  await expect(vendors.bill).toContainText("미결제");
  await vendors.payBill.click();
  await expect(vendors.bill).toContainText("결제완료");
  await expect(vendors.bill).toContainText("130,000원");
  await expect(vendors.billRow(id)).toContainText("결제완료");

  const inspector = new Inspector(page);
  await inspector.open(await desk.expectBooked(id));
  await expect(inspector.amount).toHaveText("130,000원");
});

// Faults and clock are everybody's: a desk of its own.
test("a fault is armed, listed and cleared, and the clock is turned on and back", async ({
  page,
  ownDesk,
}) => {
  const vendors = new ControlPage(page, ownDesk.controlUrl);
  await vendors.open();
  await expect(vendors.clock).toContainText(dayInKorea(0));

  // The demo has some of its own, for single payments.
  const armed = vendors.faults.filter({ hasText: "아무 결제" });
  await vendors.arm("pg_refused", "취소", 2);
  await expect(armed).toHaveText([/^pg_refused\s*cancel\s*아무 결제\s*2번$/]);
  await vendors.arm("http_503", "청구서 발송", 1);
  await expect(armed).toHaveCount(2);
  await vendors.clear.click();
  await expect(armed).toHaveCount(0);

  await vendors.turnClock("하루 뒤");
  await expect(vendors.clock).toContainText(dayInKorea(1));
  await vendors.turnClock("지금으로");
  await expect(vendors.clock).toContainText(dayInKorea(0));
});

/** `26. 11. 22.`, so many days from now. */
function dayInKorea(days: number): string {
  const short = new Intl.DateTimeFormat("ko-KR", { dateStyle: "short", timeZone: "Asia/Seoul" });
  return short.format(Date.now() + days * 24 * 3_600_000);
}
