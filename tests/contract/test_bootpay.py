"""Bootpay's simulator, V2, under its official Python SDK: it sends nulls and empty texts, and
reads the answer whatever the HTTP status says."""

import uuid

import pytest
from bootpay_backend import BootpayBackend

KEYS = {"client_key": "demo-bootpay-client-key", "secret_key": "demo-bootpay-secret-key"}
IDS = {
    "application_id": "demo-bootpay-app",
    "private_key": "demo-bootpay-key",
}
CANCELLER = {"cancel_username": "관리자", "cancel_message": "고객 요청"}


@pytest.fixture(params=[IDS, KEYS], ids=["token", "keys"])
def bootpay(request, simulator, monkeypatch):
    """The official client, its table of addresses apart as it is published."""
    monkeypatch.setitem(BootpayBackend.BASE_URL, "production", f"{simulator.bootpay_url}/v2")
    client = BootpayBackend(**request.param)
    assert "error_code" not in client.get_access_token()
    return client


def new_order() -> str:
    return f"contract-py-{uuid.uuid4()}"


def test_a_receipt_is_read(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(new_order(), 350_000, taxFreeWon=100_000)
    receipt = bootpay.receipt_payment(receipt_id, lookup_user_data=True)
    assert (receipt["price"], receipt["tax_free"], receipt["status"]) == (350_000, 100_000, 1)
    assert bootpay.receipt_payment("none")["error_code"] == "RC_NOT_FOUND"


def test_wrong_keys_are_told_apart(simulator, monkeypatch):
    monkeypatch.setitem(BootpayBackend.BASE_URL, "production", f"{simulator.bootpay_url}/v2")
    for wrong, error_code in [
        ({"application_id": "another"}, "APP_KEY_NOT_FOUND"),
        ({"private_key": "another"}, "APP_SK_NOT_MATCHED"),
    ]:
        token = BootpayBackend(**{**IDS, **wrong}).get_access_token()
        assert token["error_code"] == error_code


def test_a_full_cancel_and_once_more(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(new_order(), 350_000)
    cancelled = bootpay.cancel_payment(receipt_id=receipt_id, **CANCELLER)
    assert (cancelled["status"], cancelled["cancelled_price"]) == (20, 350_000)
    again = bootpay.cancel_payment(receipt_id=receipt_id, **CANCELLER)
    assert again["error_code"] == "RC_ALREADY_CANCELLED"
    assert simulator.bootpay_truth(receipt_id)["refundCount"] == 1


def test_partial_cancels_down_to_zero(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(new_order(), 350_000, pg="inicis")

    def cancel(won, cancel_id=""):
        return bootpay.cancel_payment(
            receipt_id=receipt_id, cancel_price=won, cancel_id=cancel_id, **CANCELLER
        )

    assert cancel(100_000, "a")["cancelled_price"] == 100_000
    assert cancel(50_000, "a")["error_code"] == "RC_CANCEL_SERVER_ERROR"
    assert cancel(50_000)["cancelled_price"] == 150_000
    assert cancel(50_000)["cancelled_price"] == 200_000, "the empty cancel_id guards nothing"
    assert cancel(None)["cancelled_price"] == 350_000
    assert simulator.bootpay_truth(receipt_id)["refundedWon"] == 350_000


def test_a_virtual_account_goes_back_to_the_customers_account(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(
        new_order(), 350_000, pg="kcp", method={"kind": "virtual_account"}
    )
    refused = bootpay.cancel_payment(receipt_id=receipt_id, **CANCELLER)
    assert refused["error_code"] == "RC_CANCEL_SERVER_ERROR"
    refund = {"bank_account": "675601010124", "bank_username": "김서연", "bank_code": "004"}
    cancelled = bootpay.cancel_payment(receipt_id=receipt_id, refund=refund, **CANCELLER)
    assert cancelled["status"] == 20
    account = simulator.bootpay_truth(receipt_id)["refunds"][0]["account"]
    assert account == {"bankCode": "004", "number": "675601010124", "holder": "김서연"}


def test_cash_receipts(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(
        new_order(), 11_000, pg="kcp", method={"kind": "bank"}
    )
    published = bootpay.cash_receipt_publish_on_receipt(
        receipt_id=receipt_id, identity_no="01012345678", cash_receipt_type="소득공제"
    )
    assert published["cash_receipt_data"]["cash_receipt_no"]
    assert "cash_receipt_data" not in bootpay.cash_receipt_cancel_on_receipt(receipt_id)
    standalone = bootpay.request_cash_receipt(
        order_name="교재비", identity_no="01012345678", price=11_000, order_id=new_order()
    )
    assert bootpay.cancel_cash_receipt(standalone["receipt_id"])["status"] == 20
