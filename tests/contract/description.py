"""Judges answers by PortOne's own OpenAPI description, where this machine has it.

The file is not ours to ship.
"""

import json
import os
import re
from datetime import datetime
from pathlib import Path

import httpx
from jsonschema import Draft202012Validator, FormatChecker

_BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared/reference/portone-v2.openapi.json"
FILE = Path(os.environ.get("CANCEL_DESK_PORTONE_OPENAPI", _BESIDE_THE_REPOSITORY))
WITHOUT_DESCRIPTION = (
    f"PortOne's own description is not at {FILE}; set CANCEL_DESK_PORTONE_OPENAPI: "
    "its answers were not held to it"
)

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def _is_instant(text) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


class Description:
    """The description and how many answers it has judged."""

    def __init__(self, document):
        self.judged = 0
        self._paths = document["paths"]
        self._components = _sharpened(document["components"])

    def judge(self, request: httpx.Request, response: httpx.Response):
        call = f"{request.method} {request.url.path} {response.status_code}"
        schema = self._schema_of(request, response)
        assert schema is not None, f"{call} is not described; it answered {response.text}"
        whole = {**_sharpened(schema), "components": self._components}
        validator = Draft202012Validator(whole, format_checker=FORMATS)
        errors = [error.message for error in validator.iter_errors(response.json())]
        assert not errors, f"{call} is not as described: {errors}"
        self.judged += 1

    def _schema_of(self, request: httpx.Request, response: httpx.Response):
        path = request.url.raw_path.decode().split("?")[0]
        for template, operations in self._paths.items():
            if re.fullmatch(re.sub(r"\\{[^/]+\\}", "[^/]+", re.escape(template)), path):
                responses = operations.get(request.method.lower(), {}).get("responses", {})
                described = responses.get(str(response.status_code))
                return described and described["content"]["application/json"]["schema"]
        return None


def load_description() -> Description | None:
    return Description(json.loads(FILE.read_text())) if FILE.exists() else None


def _sharpened(schema):
    """OpenAPI 3.0 to JSON schema, a little stricter.

    The alternative of a union is the one that its discriminator names, and a field that the
    description does not know is a misspelling of ours.
    """
    if isinstance(schema, list):
        return [_sharpened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    discriminator = schema.get("discriminator")
    if isinstance(discriminator, dict) and "mapping" in discriminator:
        name = discriminator["propertyName"]
        return {
            "oneOf": [
                {
                    "allOf": [
                        {"$ref": reference},
                        {"required": [name], "properties": {name: {"const": word}}},
                    ]
                }
                for word, reference in discriminator["mapping"].items()
            ]
        }
    sharp = {name: _sharpened(part) for name, part in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        sharp.setdefault("additionalProperties", False)
    return sharp
