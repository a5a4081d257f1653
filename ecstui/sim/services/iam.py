"""AWS Identity and Access Management: the account's alias."""

from dataclasses import dataclass, field

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService


@dataclass(slots=True)
class IamState:
    """What IAM knows of one account, under the Region `global`."""

    aliases: list[str] = field(default_factory=list)
    """AWS allows one at most."""


def list_account_aliases(call: Call, body: Body) -> Body:
    """The account's aliases, `MaxItems` (100 if not given) a page.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    aliases = call.world.state(IamState, call.account, "global").aliases
    start = _position(body.get("Marker", "0"), len(aliases))
    end = start + body.get("MaxItems", 100)
    truncated = end < len(aliases)
    return {
        "AccountAliases": aliases[start:end],
        "IsTruncated": truncated,
        "Marker": str(end) if truncated else None,
    }


def _position(marker: str, length: int) -> int:
    if not (marker.isascii() and marker.isdigit() and int(marker) <= length):
        raise AwsError("ValidationError", "Invalid Marker.", 400)
    return int(marker)


SERVICE = SimulatedService(
    name="iam",
    operations={"ListAccountAliases": Operation(list_account_aliases)},
    invalid_code="ValidationError",
)
