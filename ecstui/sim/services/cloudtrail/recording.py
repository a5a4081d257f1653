"""Every call that changes something becomes an event of its account and Region.

Write events are recorded, and that somebody took a role; AWS records all reads too. An event can
be looked up 1 to 4 minutes after the call: AWS speaks of "typically within 5 minutes", the spread
is our reading.
"""

import json
from typing import Any

from ecstui.sim.call import AwsError, Body, Call, SimulatedService
from ecstui.sim.protocol import timestamps
from ecstui.sim.protocol.models import Model, OperationModel
from ecstui.sim.services.cloudtrail.history import Event, history
from ecstui.sim.services.cloudtrail.logged import parameters, user_identity, user_name
from ecstui.sim.world import World

GLOBAL_REGION = "us-east-1"
"""Where the calls of services with one global endpoint are recorded."""


def record(
    call: Call,
    service: SimulatedService,
    shape: OperationModel,
    spec: Model,
    *,
    taken: Body | None,
    given: Body | None = None,
    error: AwsError | None = None,
    reads: bool = False,
) -> None:
    """Record a call in the event history of its account and Region.

    :param taken: the checked input; None if it was malformed.
    :param given: the checked output, or None if the call was refused with `error`.
    :param reads: whether it changes nothing.
    """
    region = GLOBAL_REGION if spec.is_global else call.region
    log = history(call.world, call.account, region)
    log.recorded += 1
    event_id = call.world.uuid(f"trail:{call.account}:{region}")
    document = _document(call, spec, region, event_id) | {
        "requestParameters": _request(service, call.operation, shape, taken),
        "responseElements": parameters(given, shape.output_shape) or None,
        "readOnly": reads,
        **_refusal(error),
    }
    log.add(
        Event(
            time=int(call.now),
            sequence=log.recorded,
            visible=call.now + delivery(call.world, event_id),
            attributes=_attributes(call, spec, event_id) | {"ReadOnly": str(reads).lower()},
            resources=tuple(service.resources(call.operation, taken or {}, given or {})),
            document=json.dumps(document, separators=(",", ":")),
        )
    )


def delivery(world: World, event_id: str) -> float:
    """How many seconds after the call an event can be looked up."""
    return world.random(f"trail:{event_id}").uniform(60, 240)


def _refusal(error: AwsError | None) -> dict[str, Any]:
    if error is None:
        return {}
    return {"errorCode": _code(error), "errorMessage": error.message}


def _request(
    service: SimulatedService, operation: str, shape: OperationModel, taken: Body | None
) -> Any:
    if not taken:
        return None
    return parameters(service.redact(operation, taken), shape.input_shape)


def _document(call: Call, spec: Model, region: str, event_id: str) -> dict[str, Any]:
    invoked_by = call.identity.name if call.identity.kind == "AWSService" else None
    return {
        "eventVersion": "1.11",
        "userIdentity": user_identity(call),
        "eventTime": timestamps.iso8601(int(call.now)),
        "eventSource": spec.event_source,
        "eventName": call.operation,
        "awsRegion": region,
        "sourceIPAddress": invoked_by or call.source_ip,
        "userAgent": invoked_by or call.user_agent,
        "requestID": call.request_id,
        "eventID": event_id,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": call.account,
        "eventCategory": "Management",
    }


def _attributes(call: Call, spec: Model, event_id: str) -> dict[str, str]:
    known = {
        "EventId": event_id,
        "EventName": call.operation,
        "EventSource": spec.event_source,
        "AccessKeyId": call.access_key_id or None,
        "Username": user_name(call),
    }
    return {name: value for name, value in known.items() if value is not None}


def _code(error: AwsError) -> str:
    return "AccessDenied" if error.code == "AccessDeniedException" else error.code
