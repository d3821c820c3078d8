"""Bootpay's simulator, V1, under its official Python SDK: forms, `.json` paths, a bare token."""

import uuid

import pytest
from bootpay import Bootpay

IDS = ("demo-bootpay-app", "demo-bootpay-key")


@pytest.fixture
def bootpay(simulator, monkeypatch):
    """The official client, its table of addresses apart as it is published."""
    monkeypatch.setitem(Bootpay.base_url, "production", simulator.bootpay_url)
    client = Bootpay(*IDS)
    token = client.get_access_token()
    assert token["data"]["expired_at"] - token["data"]["server_time"] <= 1_800
    return client


def new_order() -> str:
    return f"contract-py-v1-{uuid.uuid4()}"


def test_a_receipt_is_read(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(new_order(), 350_000, pg="danal")
    receipt = bootpay.verify(receipt_id)
    assert (receipt["status"], receipt["code"], receipt["message"]) == (200, 0, "")
    data = receipt["data"]
    assert (data["status"], data["status_en"], data["status_ko"]) == (1, "complete", "결제완료")
    assert (data["pg"], data["pg_name"], data["unit"]) == ("danal", "다날", "krw")
    assert (data["payment_data"]["p"], data["payment_data"]["s"]) == (350_000, 1)
    missing = bootpay.verify("none")
    assert missing["status"] == 404 and missing["code"] < 0


def test_wrong_keys(simulator, monkeypatch):
    monkeypatch.setitem(Bootpay.base_url, "production", simulator.bootpay_url)
    stranger = Bootpay(IDS[0], "another")
    assert stranger.get_access_token()["status"] == 401
    assert stranger.token is None


def test_the_answer_that_the_vendors_page_prints(simulator, bootpay):
    """All but the moment, which the Rust tests set by their clock."""
    receipt_id = simulator.create_bootpay_payment(
        new_order(), 3_000, taxFreeWon=1_500, tid="48586080"
    )
    cancelled = bootpay.cancel(receipt_id)
    revoked_at = cancelled["data"].pop("revoked_at")
    assert len(revoked_at) == len("2019-12-16 11:12:28")
    assert cancelled == {
        "status": 200,
        "code": 0,
        "message": "",
        "data": {
            "receipt_id": receipt_id,
            "request_cancel_price": 3_000,
            "remain_price": 0,
            "remain_tax_free": 0,
            "cancelled_price": 3_000,
            "cancelled_tax_free": 1_500,
            "tid": "48586080",
        },
    }


def test_partial_cancels_down_to_zero(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(new_order(), 350_000, pg="payco")

    def cancel(**order):
        return bootpay.cancel(receipt_id, name="관리자", reason="수강 변경", **order)

    first = cancel(price=100_000)["data"]
    assert (first["cancelled_price"], first["remain_price"]) == (100_000, 250_000)
    repeated = cancel(price=100_000)
    assert repeated["status"] == 400, "the SDK sends one cancel_id for the life of its process"
    assert cancel(price=50_000, cancel_id="b")["data"]["request_cancel_price"] == 50_000
    assert cancel(cancel_id="c")["data"]["remain_price"] == 0
    again = cancel(cancel_id="d")
    assert (again["status"], again["message"]) == (400, "기취소된 건입니다.")
    truth = simulator.bootpay_truth(receipt_id)
    assert [refund["amountWon"] for refund in truth["refunds"]] == [100_000, 50_000, 200_000]
    assert truth["refunds"][0]["reason"] == "수강 변경"


def test_the_same_cancel_id_serves_other_receipts(simulator, bootpay):
    for _ in range(2):
        receipt_id = simulator.create_bootpay_payment(new_order(), 10_000)
        assert bootpay.cancel(receipt_id)["status"] == 200


def test_a_refund_account_gets_lost_in_the_sdks_form(simulator, bootpay):
    """Of an object the SDK's form carries the keys only: it cannot cancel a virtual account."""
    receipt_id = simulator.create_bootpay_payment(
        new_order(), 350_000, pg="kcp", method={"kind": "virtual_account"}
    )
    refund = {"account": "675601010124", "accountholder": "김서연", "bankcode": "004"}
    assert bootpay.cancel(receipt_id, refund=refund)["status"] == 400
    assert simulator.bootpay_truth(receipt_id)["refundCount"] == 0


def test_a_refund_account_as_json_text_arrives(simulator, bootpay):
    receipt_id = simulator.create_bootpay_payment(
        new_order(), 350_000, pg="kcp", method={"kind": "virtual_account"}
    )
    refund = '{"account": "675601010124", "accountholder": "김서연", "bankcode": "004"}'
    assert bootpay.cancel(receipt_id, refund=refund)["status"] == 200
    account = simulator.bootpay_truth(receipt_id)["refunds"][0]["account"]
    assert account == {"bankCode": "004", "number": "675601010124", "holder": "김서연"}
