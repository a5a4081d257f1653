"""LookupEvents: the event history by one attribute and a span of time, newest first.

Source: CloudTrail API reference, LookupEvents: one lookup attribute, 50 events a page, two requests
a second per account and Region, tokens bound to the parameters, 90 days of management events.
"""

import base64
import hashlib
import itertools
import json
from collections.abc import Iterator

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.protocol.common_errors import common_error
from ecstui.sim.services.cloudtrail.history import Event, History, history

PAGE = 50


def lookup_events(call: Call, body: Body) -> Body:
    """The events that match, `MaxResults` (50 if not given) a page.

    :raises AwsError: ThrottlingException, InvalidLookupAttributesException,
        InvalidTimeRangeException or InvalidNextTokenException.
    """
    log = history(call.world, call.account, call.region)
    if not log.lookups.take(call.now):
        raise common_error("throttle", "json")
    _refuse_contradictions(body)
    size = body.get("MaxResults", PAGE)
    found = list(itertools.islice(_after_token(_matching(log, call.now, body), body), size + 1))
    page = found[:size]
    token = _token(body, page[-1]) if len(found) > size else None
    return {"Events": [_output(event) for event in page], "NextToken": token}


def _refuse_contradictions(body: Body) -> None:
    if len(body.get("LookupAttributes", ())) > 1:
        text = "You can specify only one lookup attribute."
        raise AwsError("InvalidLookupAttributesException", text)
    if body.get("StartTime", 0) > body.get("EndTime", float("inf")):
        text = "The start time must be before the end time."
        raise AwsError("InvalidTimeRangeException", text)


def _matching(log: History, now: float, body: Body) -> Iterator[Event]:
    if "EventCategory" in body:  # Its one value asks for Insights events, of which there are none.
        return
    since, until = body.get("StartTime", 0), body.get("EndTime", now)
    wanted = body.get("LookupAttributes")
    for event in log.visible(now):
        if since <= event.time <= until and (not wanted or _has(event, wanted[0])):
            yield event


def _has(event: Event, attribute: Body) -> bool:
    key: str = attribute["AttributeKey"]
    value: str = attribute["AttributeValue"]
    if key in {"ResourceType", "ResourceName"}:
        return any(resource.get(key) == value for resource in event.resources)
    return event.attributes.get(key) == value


def _after_token(events: Iterator[Event], body: Body) -> Iterator[Event]:
    if "NextToken" not in body:
        return events
    place = _place(body)
    return (event for event in events if event.place < place)


def _question(body: Body) -> str:
    asked = {key: value for key, value in body.items() if key != "NextToken"}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def _token(body: Body, last: Event) -> str:
    return base64.b64encode(json.dumps([_question(body), *last.place]).encode()).decode()


def _place(body: Body) -> tuple[int, int]:
    try:
        token = json.loads(base64.b64decode(body["NextToken"], validate=True))
    except ValueError:
        token = None
    match token:
        case [str(question), int(time), int(sequence)] if question == _question(body):
            return time, sequence
    raise AwsError("InvalidNextTokenException", "Invalid NextToken.")


def _output(event: Event) -> Body:
    return {
        **event.attributes,
        "EventTime": event.time,
        "Resources": list(event.resources),
        "CloudTrailEvent": event.document,
    }
