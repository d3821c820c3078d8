"""PortOne's simulator under its official Python SDK."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from portone_server_sdk import PaymentClient, errors
from portone_server_sdk.common import PageInput
from portone_server_sdk.payment import (
    CancelPaymentBodyRefundAccount,
    CancelledPayment,
    FailedPaymentCancellation,
    PaidPayment,
    PartialCancelledPayment,
    PaymentFilterInput,
    PaymentTextSearch,
    RequestedPaymentCancellation,
    SucceededPaymentCancellation,
)

from description import WITHOUT_DESCRIPTION

REFUND_ACCOUNT = CancelPaymentBodyRefundAccount(
    bank="SHINHAN", number="110123456789", holder_name="김서연", holder_phone_number="01023456789"
)


def new_id() -> str:
    return f"contract-py-{uuid.uuid4()}"


def virtual_account(simulator, status: str) -> str:
    method = {
        "type": "PaymentMethodVirtualAccount",
        "bank": "SHINHAN",
        "accountNumber": "56211900345678",
        "expiredAt": (datetime.now(UTC) + timedelta(days=3)).isoformat(),
    }
    return simulator.create_payment(
        new_id(), 350_000, provider="SMARTRO_V2", status=status, method=method
    )


def test_one_payment_is_read(simulator, payments):
    payment_id = simulator.create_payment(new_id(), 350_000, taxFreeWon=100_000)
    payment = payments.get_payment(payment_id=payment_id)
    assert isinstance(payment, PaidPayment)
    amount = payment.amount
    assert (amount.total, amount.tax_free, amount.cancelled) == (350_000, 100_000, 0)


def test_an_unknown_payment_and_a_wrong_secret(simulator, payments):
    with pytest.raises(errors.PaymentNotFoundError):
        payments.get_payment(payment_id=new_id())
    stranger = PaymentClient(secret="a-pg-secret", base_url=simulator.base_url)
    with pytest.raises(errors.UnauthorizedError):
        stranger.get_payment(payment_id=new_id())


def test_a_page_of_the_list(simulator, payments):
    payment_id = simulator.create_payment(new_id(), 350_000)
    search = [PaymentTextSearch(field="PAYMENT_ID", value=payment_id)]
    page = PageInput(number=0, size=10)
    found = payments.get_payments(page=page, filter=PaymentFilterInput(text_search=search))
    assert [payment.id for payment in found.items] == [payment_id]
    cancelled = PaymentFilterInput(text_search=search, status=["CANCELLED"])
    assert payments.get_payments(filter=cancelled).items == []


def test_the_list_by_cursor_to_its_end(simulator, payments):
    times = [f"2002-02-03T04:05:0{number}Z" for number in range(5)]
    ids = [
        simulator.create_payment(
            new_id(), 10_000, requestedAt=requested_at, paidAt="2002-02-03T04:06:00Z"
        )
        for requested_at in times
    ]
    listed, cursor = [], None
    while True:
        page = payments.get_all_payments_by_cursor(
            from_="2002-02-03T04:05:00Z", until="2002-02-03T04:05:30Z", size=2, cursor=cursor
        )
        if not page.items:
            break
        listed += [item.payment.id for item in page.items]
        cursor = page.items[-1].cursor
    assert sorted(payment_id for payment_id in listed if payment_id in ids) == sorted(ids)


def test_a_full_cancel(simulator, payments):
    payment_id = simulator.create_payment(new_id(), 350_000)
    answer = payments.cancel_payment(payment_id=payment_id, reason="고객 요청")
    assert isinstance(answer.cancellation, SucceededPaymentCancellation)
    assert answer.cancellation.total_amount == 350_000
    assert isinstance(payments.get_payment(payment_id=payment_id), CancelledPayment)
    truth = simulator.truth(payment_id)
    assert (truth["refundCount"], truth["refundedWon"]) == (1, 350_000)
    with pytest.raises(errors.PaymentAlreadyCancelledError):
        payments.cancel_payment(payment_id=payment_id, reason="고객 요청")


def test_partial_cancels_down_to_zero(simulator, payments):
    payment_id = simulator.create_payment(new_id(), 350_000)

    def cancel(amount, cancellable):
        return payments.cancel_payment(
            payment_id=payment_id,
            amount=amount,
            current_cancellable_amount=cancellable,
            requester="ADMIN",
            reason="수강 변경",
        )

    cancel(100_000, 350_000)
    assert isinstance(payments.get_payment(payment_id=payment_id), PartialCancelledPayment)
    with pytest.raises(errors.CancellableAmountConsistencyBrokenError):
        cancel(50_000, 350_000)
    with pytest.raises(errors.CancelAmountExceedsCancellableAmountError):
        cancel(250_001, 250_000)
    cancel(250_000, 250_000)
    assert isinstance(payments.get_payment(payment_id=payment_id), CancelledPayment)
    assert simulator.truth(payment_id)["refundedWon"] == 350_000


def test_a_virtual_account_is_refunded_later(simulator, payments):
    payment_id = virtual_account(simulator, "PAID")
    answer = payments.cancel_payment(
        payment_id=payment_id, reason="수강 취소", refund_account=REFUND_ACCOUNT
    )
    assert isinstance(answer.cancellation, RequestedPaymentCancellation)
    assert isinstance(payments.get_payment(payment_id=payment_id), PaidPayment)
    simulator.settle(payment_id, succeeded=True)
    assert isinstance(payments.get_payment(payment_id=payment_id), CancelledPayment)


def test_an_empty_virtual_account_is_closed_instead(simulator, payments):
    payment_id = virtual_account(simulator, "VIRTUAL_ACCOUNT_ISSUED")
    with pytest.raises(errors.PaymentNotPaidError):
        payments.cancel_payment(
            payment_id=payment_id, reason="수강 취소", refund_account=REFUND_ACCOUNT
        )
    assert payments.close_virtual_account(payment_id=payment_id).closed_at
    with pytest.raises(errors.PaymentNotWaitingForDepositError):
        payments.close_virtual_account(payment_id=payment_id)


def test_what_the_pg_refuses(simulator, payments):
    refused = simulator.create_payment(f"{new_id()}-sim-pg-refused", 10_000)
    with pytest.raises(errors.PgProviderError) as caught:
        payments.cancel_payment(payment_id=refused, reason="고객 요청")
    assert caught.value.pg_code and caught.value.pg_message
    failing = simulator.create_payment(f"{new_id()}-sim-failed-200", 10_000)
    answer = payments.cancel_payment(payment_id=failing, reason="고객 요청")
    assert isinstance(answer.cancellation, FailedPaymentCancellation)
    assert isinstance(payments.get_payment(payment_id=failing), PaidPayment)


def test_every_answer_was_as_the_vendor_describes_it(description, payments, simulator):
    if description is None:
        pytest.skip(WITHOUT_DESCRIPTION)
    judged_before = description.judged
    payments.get_payment(payment_id=simulator.create_payment(new_id(), 10_000))
    assert description.judged == judged_before + 1
