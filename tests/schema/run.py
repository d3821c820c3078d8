"""Holds a running demo to docs/openapi.json, as staff, as a manager and as nobody.

`CANCEL_DESK_BASE_PORT` says where the demo is. Everything may be called: it is a demo.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DESCRIPTION = HERE.parents[1] / "docs/openapi.json"
PASSWORD = "cancel-desk-demo"
LOGINS = ("manager", "staff")
# Nobody is turned away at every door: that takes no longer than a look at each.
SHARES = {"manager": 0.45, "staff": 0.4, "nobody": 0.15}


def sign_in(port: int, login: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = json.dumps({"login": login, "password": PASSWORD})
    connection.request("POST", "/api/session", body, {"content-type": "application/json"})
    response = connection.getresponse()
    assert response.status == 200, f"{login} cannot sign in: {response.read().decode()}"
    return response.headers["set-cookie"].split(";")[0].split("=", 1)[1]


def judge(name: str, session: str | None, port: int, seconds: int, seed: int) -> bool:
    print(f"── as {name}: seed {seed}, {seconds} s", flush=True)
    environment = {**os.environ, "CANCEL_DESK_SESSION": session or "", "PYTHONPATH": str(HERE)}
    schemathesis = Path(sys.executable).with_name("schemathesis")
    command = [schemathesis, "run", DESCRIPTION, "--url", f"http://127.0.0.1:{port}"]
    limits = ["--seed", str(seed), "--max-time", str(seconds), "--checks", "all"]
    return subprocess.run([*command, *limits], cwd=HERE, env=environment).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=150)
    parser.add_argument("--seed", type=int, default=20261121)
    options = parser.parse_args()
    port = int(os.environ["CANCEL_DESK_BASE_PORT"])
    # All of them first: the judge's wrong passwords lock the door for this address.
    sessions = {login: sign_in(port, login) for login in LOGINS}
    sessions["nobody"] = None
    judged = [
        judge(name, session, port, round(options.seconds * SHARES[name]), options.seed)
        for name, session in sessions.items()
    ]
    return 0 if all(judged) else 1


if __name__ == "__main__":
    sys.exit(main())
