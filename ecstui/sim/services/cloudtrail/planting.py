"""Events of what the simulator does not simulate: a scenario says what happened, and who did it.

What has an operation here is called instead, and recorded by itself.
"""

import json
from dataclasses import dataclass, field

from ecstui.sim.call import Body
from ecstui.sim.protocol import timestamps
from ecstui.sim.services.cloudtrail.history import Event, history
from ecstui.sim.services.cloudtrail.recording import GLOBAL_REGION, delivery
from ecstui.sim.world import World

GLOBAL_SOURCES = frozenset({"iam.amazonaws.com", "cloudfront.amazonaws.com"})
"""Services whose events are in one Region only."""
SIGN_IN = "signin.amazonaws.com"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who did it.

    :param element: the `userIdentity`.
    :param username: what LookupEvents gives as `Username`.
    """

    element: Body
    username: str
    source_ip: str
    user_agent: str
    from_console: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """What was called, as CloudTrail has it.

    :param error: code and message; a sign-in that failed has no code.
    :param resources: (resource type, name) of what LookupEvents names beside it.
    """

    source: str
    name: str
    request: Body | None = None
    response: Body | None = None
    error: tuple[str, str] | None = None
    additional: Body | None = None
    resources: tuple[tuple[str, str], ...] = field(default=())


def plant(world: World, account: str, region: str, caller: Caller, what: Happening) -> None:
    """Record it now, in the Region where CloudTrail has such events."""
    if what.source in GLOBAL_SOURCES:
        region = GLOBAL_REGION
    log = history(world, account, region)
    log.recorded += 1
    event_id = world.uuid(f"trail:{account}:{region}")
    document = _document(world, account, region, caller, what) | {"eventID": event_id}
    log.add(
        Event(
            time=int(world.now),
            sequence=log.recorded,
            visible=world.now + delivery(world, event_id),
            attributes=_attributes(caller, what) | {"EventId": event_id},
            resources=tuple(
                {"ResourceType": kind, "ResourceName": name} for kind, name in what.resources
            ),
            document=json.dumps(document, separators=(",", ":")),
        )
    )


def _document(
    world: World, account: str, region: str, caller: Caller, what: Happening
) -> dict[str, object]:
    found: dict[str, object] = {
        "eventVersion": "1.11",
        "userIdentity": caller.element,
        "eventTime": timestamps.iso8601(int(world.now)),
        "eventSource": what.source,
        "eventName": what.name,
        "awsRegion": region,
        "sourceIPAddress": caller.source_ip,
        "userAgent": caller.user_agent,
        "requestParameters": what.request,
        "responseElements": what.response,
        "requestID": world.uuid(f"request:{account}"),
        "readOnly": False,
        "eventType": "AwsConsoleSignIn" if what.source == SIGN_IN else "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
        "eventCategory": "Management",
    }
    if what.error is not None:
        named = ("errorCode", "errorMessage")
        found |= {name: said for name, said in zip(named, what.error, strict=True) if said}
    if what.additional is not None:
        found["additionalEventData"] = what.additional
    if caller.from_console:
        found["sessionCredentialFromConsole"] = "true"
    return found


def _attributes(caller: Caller, what: Happening) -> dict[str, str]:
    known = {
        "EventName": what.name,
        "EventSource": what.source,
        "ReadOnly": "false",
        "Username": caller.username,
        "AccessKeyId": str(caller.element.get("accessKeyId", "")),
    }
    return {name: value for name, value in known.items() if value}
