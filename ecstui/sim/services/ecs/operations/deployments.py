"""Service deployments and service revisions: list, describe, stop, continue."""

from functools import partial

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ecs import hooks, refusals, rollback, rollout, scheduler
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.service import Service, ServiceDeployment
from ecstui.sim.services.ecs.rendering import services as render
from ecstui.sim.services.ecs.state import Plane

KEPT_FOR = 90 * 86400.0
"""How long the history of service deployments is kept (developer guide)."""
MOST_DESCRIBED = 20


def list_service_deployments(call: Call, body: Body) -> Body:
    """Newest first, 20 a page unless asked for up to 100; by status and time of creation."""
    service = finding.service(call, body)
    history = service.history if service.controller == "ECS" else []
    by_key = {_key(d): d for d in reversed(history) if _listed(call, d, body)}
    page, token = Window.of(call, body, default=20).cut(list(by_key), descending=True)
    found = [render.service_deployment_brief(service, by_key[key]) for key in page]
    return {"serviceDeployments": found, **token}


def _key(record: ServiceDeployment) -> str:
    return f"{record.created_at:020.6f} {record.arn}"


def _listed(call: Call, record: ServiceDeployment, body: Body) -> bool:
    limits = body.get("createdAt", {})
    before, after = limits.get("before", call.now + 1), limits.get("after", 0.0)
    statuses = body.get("status") or [record.status]
    recent = call.now - record.created_at <= KEPT_FOR
    return bool(recent and record.status in statuses and after <= record.created_at < before)


def describe_service_deployments(call: Call, body: Body) -> Body:
    """Up to 20 ARNs."""
    names = finding.limited(body["serviceDeploymentArns"], MOST_DESCRIBED, "Service deployments")
    known = finding.state(call).service_deployments
    found, failures = finding.batch(
        names, known.get, lambda it: render.service_deployment(*it), str
    )
    return {"serviceDeployments": found, "failures": failures}


def describe_service_revisions(call: Call, body: Body) -> Body:
    """Up to 20 ARNs."""
    names = finding.limited(body["serviceRevisionArns"], MOST_DESCRIBED, "Service revisions")
    known = finding.state(call).service_revisions
    found, failures = finding.batch(names, known.get, lambda it: render.service_revision(*it), str)
    return {"serviceRevisions": found, "failures": failures}


def stop_service_deployment(call: Call, body: Body) -> Body:
    """Roll a running service deployment back; asking again while it stops changes nothing.

    ServiceDeploymentNotFoundException; ConflictException if it has already ended;
    InvalidParameterException for ABORT, which the model lists but its documentation does not.
    """
    arn = body["serviceDeploymentArn"]
    service, journey = _existing(call, arn)
    if body.get("stopType", "ROLLBACK") != "ROLLBACK":
        raise refusals.invalid("The stop type must be ROLLBACK.")
    if journey.status in rollout.UNDERWAY:
        plane = Plane.of(call)
        then = partial(scheduler.wake, plane, service)
        rollback.request(plane, service, rollback.STOPPED_BY_USER, then)
    elif journey.status not in {"STOP_REQUESTED", *rollout.ROLLING_BACK}:
        raise refusals.conflict(
            f"The service deployment cannot be stopped because its status is {journey.status}.",
            [arn],
        )
    return {"serviceDeploymentArn": arn}


def _existing(call: Call, arn: str) -> tuple[Service, ServiceDeployment]:
    found = finding.state(call).service_deployments.get(arn)
    if found is None:
        raise AwsError(
            "ServiceDeploymentNotFoundException", "The service deployment was not found."
        )
    return found


def continue_service_deployment(call: Call, body: Body) -> Body:
    """Let a service deployment that waits at a pause hook go on, or roll it back.

    ServiceDeploymentNotFoundException; InvalidParameterException if the hook does not wait (the
    model lists no ConflictException; the wording is ours).
    """
    arn = body["serviceDeploymentArn"]
    service, journey = _existing(call, arn)
    hook = next((h for h in journey.hooks if h.id == body["hookId"]), None)
    if hook is None:
        raise refusals.invalid("The lifecycle hook was not found.")
    if hook.status != "AWAITING_ACTION" or journey.status != "IN_PROGRESS":
        raise refusals.invalid(f"The lifecycle hook is not awaiting action: {hook.status}.")
    plane = Plane.of(call)
    action = body.get("action", "CONTINUE")
    hooks.answer(plane, service, hook, action, partial(scheduler.wake, plane, service))
    return {"serviceDeploymentArn": arn}
