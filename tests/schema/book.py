"""What is in the demo's book: without it nearly every request would be about nothing."""

import http.client
import json

LISTS = {
    "payments": "/api/payments?limit=200&status=paid",
    "cancellations": "/api/cancellations?limit=200",
    "bills": "/api/bills?limit=200",
    "follow-ups": "/api/follow-ups?limit=200",
    "terminals": "/api/terminals",
}


class Book:
    """One page of each list, as one person sees it."""

    def __init__(self, port: int, cookie: str):
        self._cookie = cookie
        self._port = port
        self._rows = {name: self._read(path) for name, path in LISTS.items()}
        payments = self._rows["payments"]
        known = [payment["customer"]["id"] for payment in payments if payment["customer"]["id"]]
        self._rows["customers"] = [{"id": customer} for customer in known]

    def row(self, name: str, number: int):
        """One row of a list, or None where there is none."""
        rows = self._rows.get(name)
        return rows[number % len(rows)] if rows else None

    def is_at_terminal(self, name: str, row: str) -> bool:
        """Whether only a terminal can be asked about the payment of a row."""
        found = self._get(f"/api/{name}/{row}")
        return found.get("payment", {}).get("channel") == "terminal"

    def _read(self, path: str):
        # A row of the history wraps its cancellation.
        return [item.get("cancellation", item) for item in self._get(path)["items"]]

    def _get(self, path: str):
        # A line of its own: the desk closes one that waits too long for its next question.
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        try:
            connection.request("GET", path, headers={"cookie": self._cookie})
            return json.load(connection.getresponse())
        finally:
            connection.close()
