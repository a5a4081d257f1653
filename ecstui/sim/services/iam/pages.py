"""Pages of IAM's listings: MaxItems, IsTruncated and Marker."""

from collections.abc import Sequence
from typing import Any

from ecstui.sim.call import AwsError, Body

PAGE = 100
"""Items of a page if MaxItems is not given (API reference, every List operation)."""


def page(body: Body, member: str, items: Sequence[Any]) -> Body:
    """The output of a listing: the page of `items` that `body` asks for, under `member`.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    start = _position(body.get("Marker", "0"), len(items))
    end = start + body.get("MaxItems", PAGE)
    truncated = end < len(items)
    return {
        member: list(items[start:end]),
        "IsTruncated": truncated,
        "Marker": str(end) if truncated else None,
    }


def _position(marker: str, length: int) -> int:
    if not (marker.isascii() and marker.isdigit() and int(marker) <= length):
        raise AwsError("ValidationError", "Invalid Marker.", 400)
    return int(marker)
