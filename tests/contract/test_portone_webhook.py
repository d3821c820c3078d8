"""A webhook of PortOne's simulator under the verification of the official Python SDK."""

import queue
import threading
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from portone_server_sdk import webhook

from simulator import WEBHOOK_SECRET

ARRIVAL_LIMIT_S = 20


@contextmanager
def webhook_receiver():
    """An address, and a queue of the (headers, body) that arrive there."""
    arrived = queue.Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.end_headers()
            arrived.put((dict(self.headers), body.decode()))

        def log_message(self, *_):
            """Stays silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", arrived
    finally:
        server.shutdown()
        server.server_close()


def test_a_signed_webhook_passes_the_sdk_and_a_changed_one_does_not(simulator, payments):
    payment_id = simulator.create_payment(f"contract-py-{uuid.uuid4()}", 350_000)
    with webhook_receiver() as (url, arrived), simulator.webhooks_to(url):
        payments.cancel_payment(payment_id=payment_id, reason="고객 요청")
        headers, body = arrived.get(timeout=ARRIVAL_LIMIT_S)
        while payment_id not in body:
            headers, body = arrived.get(timeout=ARRIVAL_LIMIT_S)
    hook = webhook.verify(WEBHOOK_SECRET, body, headers)
    assert isinstance(hook, webhook.WebhookTransactionCancelledCancelled)
    assert hook.data.payment_id == payment_id
    with pytest.raises(webhook.WebhookVerificationError):
        webhook.verify(WEBHOOK_SECRET, body.replace(payment_id, "another"), headers)
