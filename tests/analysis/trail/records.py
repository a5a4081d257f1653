"""Events of CloudTrail as its user guide shows them, as far as a test says."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from ecstui.analysis.trail.entry import Entry, judged
from ecstui.analysis.trail.masking import masked_event
from ecstui.aws.trail_record import read_record
from ecstui.model.trail_event import TrailEvent, TrailResource

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ACCOUNT, REGION = "123456789012", "ap-northeast-1"
ECS = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
USER = {"type": "IAMUser", "arn": f"arn:aws:iam::{ACCOUNT}:user/bob", "accountId": ACCOUNT,
        "userName": "bob", "accessKeyId": "AKIAIOSFODNN7EXAMPLE"}  # fmt: skip
ROOT = {"type": "Root", "arn": f"arn:aws:iam::{ACCOUNT}:root", "accountId": ACCOUNT}


def session(role: str, name: str, path: str = "", **more: Any) -> dict[str, Any]:
    """The identity of a session of a role."""
    issuer = {"arn": f"arn:aws:iam::{ACCOUNT}:role{path or '/'}{role}", "userName": role}
    return {
        "type": "AssumedRole",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{name}",
        "accountId": ACCOUNT,
        "sessionContext": {"sessionIssuer": issuer, "attributes": {"mfaAuthenticated": "false"}},
        **more,
    }


def event(
    name: str,
    identity: dict[str, Any] | None = None,
    *,
    source: str = "ecs.amazonaws.com",
    ago: float = 0.0,
    ip: str = "203.0.113.10",
    agent: str = "aws-cli/2.31.0",
    resources: tuple[tuple[str, str], ...] = (),
    **record: Any,
) -> TrailEvent:
    """:param ago: seconds."""
    at = NOW - timedelta(seconds=ago)
    body = {
        "userIdentity": identity or USER,
        "eventTime": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "eventSource": source,
        "eventName": name,
        "awsRegion": REGION,
        "sourceIPAddress": ip,
        "userAgent": agent,
        "eventType": "AwsApiCall",
        "recipientAccountId": ACCOUNT,
        **record,
    }
    named = tuple(TrailResource(*each) for each in resources)
    its_id = f"{name}-{ago}-{ip}"
    return read_record(its_id, name, at, source, None, named, json.dumps(body))


def entry(name: str, identity: dict[str, Any] | None = None, **more: Any) -> Entry:
    """The same, masked and judged; every cluster but `staging` is production."""
    found = masked_event(event(name, identity, **more))
    return judged(found, lambda cluster: cluster != "staging", REGION)
