"""The vendors' simulators: those of CANCEL_DESK_BASE_PORT when it is set, else a set of our own."""

import base64
import os
import random
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import httpx

API_SECRET = "demo-portone-secret"
WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"demo-portone-webhook-secret-0001").decode()

REPOSITORY = Path(__file__).parents[2]
PORTONE_OFFSET = 1
BOOTPAY_OFFSET = 2
CONTROL_OFFSET = 9
START_LIMIT_S = 30
ASK_AGAIN_S = 0.05


class Simulator:
    """One of each vendor, and their control page."""

    def __init__(self, base_port: int):
        self.base_url = f"http://127.0.0.1:{base_port + PORTONE_OFFSET}"
        self.bootpay_url = f"http://127.0.0.1:{base_port + BOOTPAY_OFFSET}"
        self._control_url = f"http://127.0.0.1:{base_port + CONTROL_OFFSET}"

    def control(self, method: str, path: str, body=None):
        response = httpx.request(method, self._control_url + path, json=body)
        assert response.is_success, f"{method} {path}: {response.status_code} {response.text}"
        return response.json() if response.content else None

    def create_payment(self, payment_id: str, amount_won: int, **plan) -> str:
        """Puts a payment into the vendor's book; a paid card payment unless `plan` says otherwise."""
        body = {"id": payment_id, "amountWon": amount_won, **plan}
        self.control("POST", "/api/portone/payments", body)
        return payment_id

    def truth(self, payment_id: str):
        """What really happened to a payment's money."""
        return self.control("GET", f"/api/portone/payments/{payment_id}")

    def settle(self, payment_id: str, *, succeeded: bool):
        """Ends the oldest pending refund of a payment."""
        body = {"succeeded": succeeded}
        return self.control("POST", f"/api/portone/payments/{payment_id}/settle", body)

    def create_bootpay_payment(self, order_id: str, amount_won: int, **plan) -> str:
        """The receipt id of a payment in Bootpay's book; by card at nicepay unless `plan` says so."""
        body = {"orderId": order_id, "amountWon": amount_won, **plan}
        return self.control("POST", "/api/bootpay/payments", body)["receiptId"]

    def bootpay_truth(self, receipt_id: str):
        """What really happened to a Bootpay payment's money."""
        return self.control("GET", f"/api/bootpay/payments/{receipt_id}")

    @contextmanager
    def webhooks_to(self, url: str):
        """Sends webhooks to `url` inside the block."""
        before = self.control("GET", "/api/portone/webhooks")["target"]
        self.control("PUT", "/api/portone/webhook-target", {"url": url})
        try:
            yield
        finally:
            self.control("PUT", "/api/portone/webhook-target", {"url": before})


@contextmanager
def running_simulator():
    """Starts or finds the simulators; ends only what was started here."""
    given = os.environ.get("CANCEL_DESK_BASE_PORT")
    if given:
        yield Simulator(int(given))
        return
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    binary = target / "debug" / "cancel-desk"
    assert binary.exists(), f"{binary} is missing: run `cargo build -p desk-server` first"
    base_port = _free_base_port()
    with tempfile.TemporaryDirectory(prefix="cancel-desk-contract-") as data:
        command = [binary, "simulate", "--base-port", str(base_port), "--data", data]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            simulator = Simulator(base_port)
            _wait_until_it_answers(simulator, process)
            yield simulator
        finally:
            process.terminate()
            process.wait()


def _wait_until_it_answers(simulator: Simulator, process: subprocess.Popen):
    give_up_at = time.monotonic() + START_LIMIT_S
    while True:
        try:
            return simulator.control("GET", "/api/status")
        except httpx.TransportError:
            if process.poll() is not None or time.monotonic() > give_up_at:
                raise
            time.sleep(ASK_AGAIN_S)


def _free_base_port() -> int:
    """A base port on whose vendors' and control ports nobody listens."""
    while True:
        base_port = 50_000 + random.randrange(1_000) * 10
        offsets = (PORTONE_OFFSET, BOOTPAY_OFFSET, CONTROL_OFFSET)
        if all(_is_free(base_port + offset) for offset in offsets):
            return base_port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
