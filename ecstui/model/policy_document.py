"""The text of a policy, which IAM gives URL-encoded (API Reference, GetRolePolicy: RFC 3986)."""

import json
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import BeforeValidator


def _as_json(given: Any) -> Any:
    """botocore decodes it in most answers, and leaves it encoded in some."""
    if isinstance(given, dict):
        return json.dumps(given, ensure_ascii=False)
    return unquote(given) if isinstance(given, str) and given.startswith("%7B") else given


PolicyDocument = Annotated[str, BeforeValidator(_as_json)]
"""A policy as JSON text, its members in the order in which IAM keeps them."""
