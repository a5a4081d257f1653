"""What a call asked for, in a few words."""

from collections.abc import Callable, Mapping
from typing import Any

from ecstui.analysis.trail.ingress import PORT_RULES, port_rules
from ecstui.analysis.trail.parameters import items, member, text
from ecstui.model.arn import name_in
from ecstui.model.trail_event import TrailEvent

MOST = 3
"""Members of a request of which nothing else is known."""
WHERE = frozenset({"cluster", "service", "serviceName", "clusterName"})
"""Members that say of what, which is told elsewhere."""


def summary(event: TrailEvent) -> str:
    """`→ cart:42, desired 6`; empty where nothing is worth telling."""
    if event.name in PORT_RULES:
        return ", ".join(rule.words for rule in port_rules(event))
    tell = TELLERS.get(event.name, _others)
    return tell(event)


def _update_service(event: TrailEvent) -> str:
    asked = event.request_parameters
    parts = []
    if definition := text(asked, "taskDefinition"):
        parts.append(f"→ {name_in(definition)}")
    if (count := member(asked, "desiredCount")) is not None:
        parts.append(f"desired {count}")
    if member(asked, "forceNewDeployment"):
        parts.append("forced anew")
    known = {*WHERE, "taskDefinition", "desiredCount", "forceNewDeployment"}
    parts += [each for each in asked if each not in known]
    return ", ".join(parts)


def _register(event: TrailEvent) -> str:
    images = [
        text(each, "image") for each in items(event.request_parameters, "containerDefinitions")
    ]
    return ", ".join(dict.fromkeys(name_in(image) for image in images if image))


def _run_task(event: TrailEvent) -> str:
    asked = event.request_parameters
    count = member(asked, "count") or 1
    by = text(asked, "startedBy")
    words = f"{count} × {name_in(text(asked, 'taskDefinition'))}"
    return f"{words}, {by}" if by else words


def _execute(event: TrailEvent) -> str:
    asked = event.request_parameters
    return " ".join(filter(None, (text(asked, "container"), text(asked, "command"))))


def _access_key(event: TrailEvent) -> str:
    asked, made = event.request_parameters, member(event.response_elements, "accessKey")
    user = text(made, "userName") or text(asked, "userName")
    status = text(asked, "status")
    return ", ".join(filter(None, (f"of {user}" if user else "", status)))


def _sign_in(event: TrailEvent) -> str:
    used = text(event.additional, "MFAUsed")
    return {"Yes": "with MFA", "No": "without MFA"}.get(used, "")


def _others(event: TrailEvent) -> str:
    scalars = _scalars(event.request_parameters)
    return ", ".join(f"{name} {name_in(str(value))}" for name, value in scalars[:MOST])


def _scalars(asked: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for name, value in asked.items()
        if name not in WHERE and isinstance(value, str | int | bool) and len(str(value)) < 80
    ]


TELLERS: Mapping[str, Callable[[TrailEvent], str]] = {
    "UpdateService": _update_service,
    "CreateService": _update_service,
    "RegisterTaskDefinition": _register,
    "RunTask": _run_task,
    "StartTask": _run_task,
    "StopTask": lambda event: text(event.request_parameters, "reason"),
    "ExecuteCommand": _execute,
    "CreateAccessKey": _access_key,
    "UpdateAccessKey": _access_key,
    "DeleteAccessKey": _access_key,
    "ConsoleLogin": _sign_in,
}
"""By the event's name."""
