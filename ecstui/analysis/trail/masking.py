"""An event without its secrets, and without the values of environment variables.

CloudTrail leaves some out by itself (a new key's secret, a secret's value), and has the rest as it
was sent: RegisterTaskDefinition and RunTask with every variable. What is masked here is neither
drawn, nor kept on disk, nor exported. Ids of access keys stay: they are no secrets, and tell which
key did it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ecstui.analysis.masking import mask
from ecstui.analysis.secret_texts import MASK, masked, masked_command
from ecstui.model.trail_event import TrailEvent

AS_THEY_ARE = frozenset(
    {
        "awsRegion", "eventCategory", "eventID", "eventName", "eventSource", "eventTime",
        "eventType", "eventVersion", "errorCode", "managementEvent", "readOnly",
        "recipientAccountId", "requestID", "resources", "sharedEventID", "sourceIPAddress",
        "sessionCredentialFromConsole", "tlsDetails", "userIdentity", "vpcEndpointAccountId",
        "vpcEndpointId",
    }
)  # fmt: skip
"""Members of an event that CloudTrail writes, not the caller."""
KEY_ID = re.compile(r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}")
HIDDEN = frozenset(
    {
        "authorizationtoken", "base32stringseed", "customergatewayconfiguration",
        "customerrouterconfig", "parametervalue", "plaintext", "qrcodepng", "secretbinary",
        "secretstring", "userdata",
    }
)  # fmt: skip
"""Members that hold secrets under names that do not say so to everybody, in lower case."""
VALUES = frozenset(
    {
        "PutParameter", "PutSecretValue", "CreateSecret", "UpdateSecret",
        "CreateEnvironment", "UpdateEnvironment",
        "CreateConfigurationTemplate", "UpdateConfigurationTemplate",
    }
)  # fmt: skip
"""Calls whose `value` is what is to be kept secret, or may be; those of Elastic Beanstalk have the
variables of its environments so."""
VARIABLES = "environmentvariables"
"""Where some services have variables by their names, in lower case."""
NAMES = frozenset({"parameterkey"})
"""Members that say what another member is, and are no secrets, in lower case."""


def masked_event(event: TrailEvent) -> TrailEvent:
    """The event as it may be seen, kept and given away."""
    body = masked_record(json.loads(event.body), event.name)
    return replace(
        event,
        error_message=masked(event.error_message) if event.error_message else None,
        user_agent=masked(event.user_agent) if event.user_agent else None,
        request_parameters=body.get("requestParameters") or {},
        response_elements=body.get("responseElements") or {},
        additional=body.get("additionalEventData") or {},
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
    )


def masked_record(record: Mapping[str, Any], name: str = "") -> dict[str, Any]:
    """A whole event as CloudTrail writes it, masked.

    :param name: the event's name.
    """
    return {
        member: value if member in AS_THEY_ARE else _masked(member, value, name)
        for member, value in record.items()
    }


def _masked(member: str, value: Any, event: str) -> Any:
    if isinstance(value, str):
        return masked(value)
    return _mended(value, mask({member: value})[member], member, event)


def _mended(before: Any, after: Any, member: str, event: str) -> Any:
    """`after` with ids of keys again, and without what only an event of this name has."""
    if _is_hidden(member, event) and before is not None:
        return MASK
    if isinstance(before, str) and member.lower() in NAMES:
        return before
    if isinstance(before, dict) and member.lower() == VARIABLES:
        return dict.fromkeys(before, MASK)
    if isinstance(before, dict) and isinstance(after, dict):
        return {name: _mended(before[name], value, name, event) for name, value in after.items()}
    if isinstance(before, list) and isinstance(after, list):
        pairs = zip(before, after, strict=True)
        return [_mended(old, new, member, event) for old, new in pairs]
    if isinstance(before, str) and member.lower() == "accesskeyid" and KEY_ID.fullmatch(before):
        return before
    if event == "ExecuteCommand" and member == "command" and isinstance(after, str):
        return masked_command(after)
    return after


def _is_hidden(member: str, event: str) -> bool:
    lower = member.lower()
    return lower in HIDDEN or (event in VALUES and lower == "value")
