"""From the body of an answer to the model, without botocore's slow parser."""

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ecstui.aws.errors import Unreachable

T = TypeVar("T")

NOT_AWS = "a proxy or a login page between you and AWS?"


def decode(body: bytes, adapter: TypeAdapter[T]) -> T:
    """Read a JSON body into the adapter's type.

    :raises Unreachable: it is not JSON, or lacks a member that AWS always sends.
    """
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        if not _complains_of_null(error):
            raise Unreachable(_complaint(error)) from None
    return decode_parsed(json.loads(body, object_hook=_without_nulls), adapter)


def decode_parsed(parsed: object, adapter: TypeAdapter[T]) -> T:
    """Read what botocore made of an XML body into the adapter's type.

    :raises Unreachable: a member is missing that AWS always sends.
    """
    try:
        return adapter.validate_python(parsed)
    except ValidationError as error:
        raise Unreachable(_complaint(error)) from None


def _complains_of_null(error: ValidationError) -> bool:
    return any(it["input"] is None for it in error.errors(include_url=False, include_context=False))


def _without_nulls(members: dict[str, Any]) -> dict[str, Any]:
    """A null member is one that is left out: botocore and the other AWS clients read it so."""
    return {name: value for name, value in members.items() if value is not None}


def _complaint(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return f"The answer is not JSON: {NOT_AWS}"
    where = ".".join(str(part) for part in first["loc"]) or "the answer"
    return f"The answer is not what AWS documents ({where}: {first['msg']}): {NOT_AWS}"
