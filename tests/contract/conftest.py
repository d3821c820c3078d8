import httpx
import pytest
from portone_server_sdk import PaymentClient

from description import load_description
from simulator import API_SECRET, running_simulator


@pytest.fixture(scope="session")
def simulator():
    with running_simulator() as simulator:
        yield simulator


@pytest.fixture(scope="session")
def description():
    """PortOne's own words, or None where this machine does not have them."""
    return load_description()


@pytest.fixture
def payments(simulator, description, monkeypatch):
    """The official client; each answer it gets must be as described."""
    plain_send = httpx.Client.send

    def judged_send(client, request, **options):
        response = plain_send(client, request, **options)
        if description and str(request.url).startswith(simulator.base_url):
            description.judge(request, response)
        return response

    monkeypatch.setattr(httpx.Client, "send", judged_send)
    return PaymentClient(secret=API_SECRET, base_url=simulator.base_url)
