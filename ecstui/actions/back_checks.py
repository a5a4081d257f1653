"""What is checked before a service is moved to a revision that exists already."""

import asyncio
from collections.abc import Sequence

from ecstui.actions import back_tags
from ecstui.actions.action import Site
from ecstui.actions.checks import (
    deployment,
    free_addresses,
    iac_owner,
    image_exists,
    permission,
    task_definition_active,
)
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis.rollout_effect import RolloutEffect
from ecstui.model.ecs import Service, ServiceRevision, TaskDefinition

PROCEEDS = "deployment configuration"
BREAKER = "circuit breaker"
DATA = Preflight(
    "data", Result.UNKNOWN, "not checked: whether older code can read what newer has written"
)
OTHER_SETTINGS = {
    "network_configuration": "network configuration",
    "load_balancers": "load balancers",
    "service_registries": "service registries",
    "capacity_provider_strategy": "capacity provider strategy",
}
"""What a service revision records beside the task definition, which no revision brings back."""


async def check(
    site: Site,
    service: Service,
    definition: TaskDefinition,
    recorded: ServiceRevision | None,
    effect: RolloutEffect,
) -> tuple[Preflight, ...]:
    """All of them.

    :param definition: what it is moved to.
    :param recorded: the service revision of when that was deployed; None if AWS knows none.
    """
    containers = definition.container_definitions
    images, of_tags, going_on, addresses, allowed = await asyncio.gather(
        image_exists.check_all(site, containers),
        back_tags.check(site, containers, recorded),
        deployment.check(site, service),
        free_addresses.check(site, service, max(0, effect.most - service.running_count)),
        permission.check(site, _needs(service, definition)),
    )
    return (
        task_definition_active.check(definition),
        *images,
        *of_tags,
        *_settings(service, recorded),
        going_on,
        proceeds(service, effect),
        breaker(service),
        addresses,
        allowed,
        iac_owner.check(service.tags),
        DATA,
    )


def _needs(service: Service, definition: TaskDefinition) -> dict[str, Sequence[str]]:
    """What IAM must allow, on which resources."""
    roles = [it for it in (definition.task_role_arn, definition.execution_role_arn) if it]
    needs: dict[str, Sequence[str]] = {"ecs:UpdateService": [service.service_arn]}
    if roles:
        needs["iam:PassRole"] = list(dict.fromkeys(roles))
    return needs


def proceeds(service: Service, effect: RolloutEffect) -> Preflight:
    """Whether the percentages let ECS replace a task at all.

    Where tasks are missing, new ones may take their places though the percentages forbid more.
    """
    if not effect.stuck:
        said = f"at least {effect.least} run and at most {effect.most} may: tasks can be replaced"
        return Preflight(PROCEEDS, Result.PASS, said)
    said = f"at least {effect.least} must run and at most {effect.most} may: none can be replaced"
    if service.running_count < service.desired_count:
        return Preflight(PROCEEDS, Result.WARN, f"{said} but those that are missing")
    return Preflight(PROCEEDS, Result.FAIL, f"{said}. Change the percentages first")


def breaker(service: Service) -> Preflight:
    """What ends the deployment if its tasks do not start."""
    chosen = service.deployment_configuration
    found = chosen.deployment_circuit_breaker if chosen is not None else None
    if found is None or not found.enable:
        said = "none: a deployment whose tasks do not start goes on until somebody stops it"
        return Preflight(BREAKER, Result.WARN, said)
    if not found.rollback:
        return Preflight(BREAKER, Result.PASS, "it stops the deployment if its tasks do not start")
    return Preflight(BREAKER, Result.PASS, "it rolls back if the tasks do not start")


def _settings(service: Service, recorded: ServiceRevision | None) -> tuple[Preflight, ...]:
    """Settings of the service that were others then, and stay as they are."""
    if recorded is None:
        return ()
    changed = [
        name
        for member, name in OTHER_SETTINGS.items()
        if getattr(service, member) != getattr(recorded, member)
    ]
    if not changed:
        return ()
    said = f"changed since that was deployed, and stay as they are: {', '.join(changed)}"
    return (Preflight("settings", Result.WARN, said),)
