"""How Application Auto Scaling pages what it describes."""

from collections.abc import Mapping
from typing import TypeVar

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.application_autoscaling.records import AutoscalingState
from ecstui.sim.services.application_autoscaling.refusals import invalid
from ecstui.sim.services.paging import page

T = TypeVar("T")
MOST = 50
"""Results a page, which is also the default (API reference)."""


def state(call: Call) -> AutoscalingState:
    """The state that a call reaches."""
    return call.world.state(AutoscalingState, call.account, call.region)


def paged(call: Call, body: Body, records: Mapping[str, T]) -> tuple[list[T], Body]:
    """The page of `records` that a request asks for, in the order of their keys, and NextToken.

    :raises AwsError: ValidationException for a bad size, InvalidNextTokenException.
    """
    size = body.get("MaxResults", MOST)
    if not 1 <= size <= MOST:
        raise invalid(f"MaxResults must be between 1 and {MOST}")
    asked = {k: v for k, v in body.items() if k not in {"NextToken", "MaxResults"}}
    refusal = AwsError("InvalidNextTokenException", "The next token supplied was invalid.")
    query = {"operation": call.operation, **asked}
    keys, token = page(sorted(records), size, body.get("NextToken"), query, refusal)
    return [records[key] for key in keys], {"NextToken": token} if token else {}
