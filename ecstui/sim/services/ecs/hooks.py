"""Pause hooks: a service deployment waits at a stage until somebody says how to go on.

Sources: developer guide, "Pause hooks for Amazon ECS service deployments" and "Continuing service
deployments"; the model's DeploymentLifecycleHook.
Our reading for rolling updates, of which the guide says little: a hook before the scaling up holds
the new tasks back; one of a later stage waits until all of them are there and the old ones have
gone, because a rolling update shifts no traffic of its own. While a hook holds the new tasks back,
old ones that stop are not replaced. A hook that is answered with ROLLBACK is FAILED.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ecstui.sim.services.ecs import refusals, rollback
from ecstui.sim.services.ecs.records.service import PauseHook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ecstui.sim.services.ecs.records.service import Service, ServiceDeployment
    from ecstui.sim.services.ecs.state import Plane

BEFORE = ("RECONCILE_SERVICE", "PRE_SCALE_UP")
"""Stages before the first new task."""
AFTER = (
    "POST_SCALE_UP",
    "POST_TEST_TRAFFIC_SHIFT",
    "PRE_PRODUCTION_TRAFFIC_SHIFT",
    "POST_PRODUCTION_TRAFFIC_SHIFT",
)
"""Stages after the last new task."""
SHOWN_AS = {"PRE_PRODUCTION_TRAFFIC_SHIFT": "POST_TEST_TRAFFIC_SHIFT"}
"""A stage that a hook can name, but no service deployment."""
LAMBDA_ONLY = frozenset({"TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"})
DEFAULT_MINUTES = 1440
ANSWERED = "Service deployment rolled back because of a ContinueServiceDeployment request."
TIMED_OUT = "Service deployment rolled back because a lifecycle hook timed out."


def check(configured: list[dict[str, Any]]) -> None:
    """Whether hooks can be; InvalidParameterException if not."""
    for hook in configured:
        stages = hook.get("lifecycleStages", [])
        if hook.get("targetType", "AWS_LAMBDA") != "PAUSE":
            raise refusals.invalid("The simulator does not invoke AWS Lambda hooks.")
        if not stages:
            raise refusals.invalid("lifecycleStages can not be empty.")
        if LAMBDA_ONLY & set(stages):
            raise refusals.invalid(
                "PAUSE hooks cannot be configured at TEST_TRAFFIC_SHIFT or "
                "PRODUCTION_TRAFFIC_SHIFT stages."
            )


def _minutes(hook: dict[str, Any]) -> int:
    return int(hook.get("timeoutConfiguration", {}).get("timeoutInMinutes", DEFAULT_MINUTES))


def hold(plane: Plane, service: Service, stages: Sequence[str], then: Callable[[], None]) -> bool:
    """Whether the running service deployment has to wait at one of `stages`.

    :param then: called when a hook's time has run out, so that the scheduler looks.
    """
    journey = service.current
    if journey.status != "IN_PROGRESS":
        return False
    for stage in stages:
        if stage == "RECONCILE_SERVICE" and len(journey.sources) < 2:
            continue
        if any(h.status == "AWAITING_ACTION" for h in _met(plane, service, stage, then)):
            journey.stage = SHOWN_AS.get(stage, stage)
            return True
    if journey.stage in BEFORE:
        journey.stage = "SCALE_UP"
    return False


def _met(plane: Plane, service: Service, stage: str, then: Callable[[], None]) -> list[PauseHook]:
    """The hooks of a stage that has been reached; those met for the first time begin to wait."""
    journey = service.current
    known = {hook.place: hook for hook in journey.hooks if hook.stage == stage}
    for place, configured in enumerate(journey.configuration.get("lifecycleHooks", [])):
        if stage in configured["lifecycleStages"] and place not in known:
            hook = _pause(plane, service, stage, place, configured)
            known[place] = hook
            journey.hooks.append(hook)
            late = partial(_time_out, plane, service, journey, hook, then)
            plane.world.at(hook.expires_at, late)
    return list(known.values())


def _pause(
    plane: Plane, service: Service, stage: str, place: int, configured: dict[str, Any]
) -> PauseHook:
    service.current.updated_at = plane.now
    return PauseHook(
        id="ecs-pause-" + plane.world.hex_id(f"hook:{service.arn}", 43),
        stage=stage,
        place=place,
        expires_at=plane.now + 60.0 * _minutes(configured),
        timeout_action=configured.get("timeoutConfiguration", {}).get("action", "ROLLBACK"),
    )


def answer(
    plane: Plane, service: Service, hook: PauseHook, action: str, then: Callable[[], None]
) -> None:
    """Somebody says CONTINUE or ROLLBACK."""
    hook.status = "SUCCEEDED" if action == "CONTINUE" else "FAILED"
    _go_on(plane, service, action, ANSWERED, then)


def _time_out(
    plane: Plane,
    service: Service,
    journey: ServiceDeployment,
    hook: PauseHook,
    then: Callable[[], None],
) -> None:
    if hook.status == "AWAITING_ACTION" and journey.status == "IN_PROGRESS":
        hook.status = "TIMED_OUT"
        _go_on(plane, service, hook.timeout_action, TIMED_OUT, then)


def _go_on(plane: Plane, service: Service, action: str, why: str, then: Callable[[], None]) -> None:
    service.current.updated_at = plane.now
    if action == "ROLLBACK":
        rollback.request(plane, service, why, then)
    else:
        then()
