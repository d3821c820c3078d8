import { expect, test } from "../fixtures";
import { CancelDialog } from "../pages/cancel_dialog";
import { Inspector } from "../pages/inspector";
import { card } from "../support/blueprints";

/** A no that the gateway passes on is read twice, twenty seconds apart, before it is believed. */
const believed = { timeout: 40_000 };

for (const kind of ["pg_refused", "failed_200"]) {
  test(`a refusal (${kind}) is told in the gateway's words, and can be tried again`, async ({
    page,
    desk,
    control,
  }) => {
    test.setTimeout(90_000);
    const payment = await desk.receive(card());
    await control.fault({ kind, paymentId: payment.gatewayId });
    const inspector = new Inspector(page);
    const dialog = new CancelDialog(page);

    await inspector.open(payment);
    await inspector.cancel.click();
    await dialog.chooseReason();
    await dialog.confirm.click();
    await dialog.expectOutcome("취소되지 않았어요", believed);
    await dialog.expectOutcome("PG의 답");
    expect((await control.payment(payment.gatewayId)).refundCount).toBe(0);

    await dialog.again.click();
    await dialog.confirm.click();
    await dialog.expectOutcome("350,000원을 취소했어요");
    expect((await control.payment(payment.gatewayId)).refundCount).toBe(1);
  });
}
