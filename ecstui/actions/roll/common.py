"""What every roll checks, whether it brings a new revision or not."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecstui.actions.action import Site
from ecstui.actions.checks import (
    deployment,
    fargate_quota,
    free_addresses,
    iac_owner,
    permission,
)
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.roll import newest
from ecstui.actions.roll.running import Running
from ecstui.analysis.rollout_effect import RolloutEffect
from ecstui.model.ecs import TaskDefinition

PROCEEDS = "deployment configuration"


async def check(
    site: Site,
    now: Running,
    definition: TaskDefinition,
    effect: RolloutEffect,
    needs: Mapping[str, Sequence[str]],
) -> tuple[Preflight, ...]:
    """The checks about service, account and caller.

    :param definition: what is to run.
    :param needs: the resources of each IAM action that the calls need.
    """
    more = max(0, effect.most - now.service.running_count)
    going_on, addresses, quota, allowed = await asyncio.gather(
        deployment.check(site, now.service),
        free_addresses.check(site, now.service, more),
        fargate_quota.check(site, now.service, definition, effect.most),
        permission.check(site, needs),
    )
    if going_on.result is Result.WARN:
        going_on = replace(going_on, sentence=f"{going_on.sentence}: this supersedes it")
    return (
        newest.check(now.definition, now.latest),
        going_on,
        _proceeds(effect),
        addresses,
        quota,
        allowed,
        iac_owner.check(now.service.tags),
    )


def _proceeds(effect: RolloutEffect) -> Preflight:
    if effect.stuck:
        said = (
            f"it cannot proceed: at least {effect.least} must run and at most {effect.most} may, "
            "so that none is stopped and none started"
        )
        return Preflight(PROCEEDS, Result.FAIL, said)
    return Preflight(PROCEEDS, Result.PASS, "tasks may be replaced one after the other")
