"""ListAccountAliases."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.records import IamState


def list_account_aliases(call: Call, body: Body) -> Body:
    """The account's aliases, `MaxItems` (100 if not given) a page.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    aliases = call.world.state(IamState, call.account, "global").aliases
    start = position(body.get("Marker", "0"), len(aliases))
    end = start + body.get("MaxItems", 100)
    truncated = end < len(aliases)
    return {
        "AccountAliases": aliases[start:end],
        "IsTruncated": truncated,
        "Marker": str(end) if truncated else None,
    }


def position(marker: str, length: int) -> int:
    """Where a page begins in a listing of `length`; ValidationError for a bad marker."""
    if not (marker.isascii() and marker.isdigit() and int(marker) <= length):
        raise AwsError("ValidationError", "Invalid Marker.", 400)
    return int(marker)
