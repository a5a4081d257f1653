"""A service as Application Auto Scaling has it registered, and what registering it again does.

Source: Application Auto Scaling API Reference, RegisterScalableTarget: what is left out is not
changed, but a desired count outside the limits is moved into them at once, "even if you don't
include the MinCapacity or MaxCapacity request parameters".
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from ecstui.actions import scale_preflight, scale_premise
from ecstui.actions.action import Facts, Refused, Site
from ecstui.actions.checks import autoscaling, controller, permission
from ecstui.actions.checks import service as reading
from ecstui.actions.plan import Call, Change, Preflight, Step, Undo
from ecstui.actions.request import Target
from ecstui.actions.scale_look import BEFORE, COUNT
from ecstui.aws.application_autoscaling import OF_ECS
from ecstui.aws.operations import writes
from ecstui.model.autoscaling import ScalableTarget
from ecstui.model.ecs import Service

DAEMON = "a DAEMON service cannot be autoscaled"


@dataclass(frozen=True, slots=True)
class Registration:
    """What is registered, and of which service."""

    target: Target
    service: Service
    known: ScalableTarget

    @property
    def premise(self) -> dict[str, str]:
        """What a change of it rests on."""
        return scale_premise.of_service(self.service) | scale_premise.of_autoscaling(self.known)

    def within(self, least: int, most: int) -> int:
        """The desired count once these are the limits."""
        return min(max(self.service.desired_count, least), most)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a registration is to be changed.

    :param parameters: the members of RegisterScalableTarget that change.
    :param count: the desired count that comes of it.
    :param preflight: what is checked besides the count.
    :param effect: what else is to be expected.
    :param mine: how `look` knows the change.
    """

    parameters: Mapping[str, object]
    changes: tuple[Change, ...]
    count: int
    preflight: tuple[Preflight, ...]
    effect: str
    undo: Undo
    mine: Mapping[str, str]


def unavailable(facts: Facts) -> str:
    """What is seen of a service does not tell whether it is autoscaled."""
    if isinstance(facts, Service) and facts.scheduling_strategy == "DAEMON":
        return DAEMON
    return controller.obstacle(facts, deploys=False)


async def read(site: Site, target: Target) -> Registration:
    """The service and its registration, afresh.

    :raises Refused: it is not registered, or must not be changed.
    :raises AwsFailure: it could not be read.
    """
    service, known = await asyncio.gather(
        reading.read(site, target), autoscaling.read_target(site, target)
    )
    if why := unavailable(service):
        raise Refused(f"{target.name}: {why}.")
    if known is None:
        raise Refused(f"{target.name} is not autoscaled: `:scale` sets its desired count.")
    return Registration(target, service, known)


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    return (await read(site, target)).premise


async def step(site: Site, found: Registration, wish: Wish) -> Step:
    """RegisterScalableTarget with what changes and nothing else."""
    service, before = found.service, found.service.desired_count
    definition = await scale_preflight.definition_of(site, service)
    moves = wish.count != before
    checks, permitted = await asyncio.gather(
        scale_preflight.checked(site, service, definition, wish.count),
        permission.check(site, {"application-autoscaling:RegisterScalableTarget": []}),
    )
    moved = (Change("desired count", str(before), str(wish.count)),) if moves else ()
    about = {**OF_ECS, "ResourceId": autoscaling.resource_id(found.target)}
    call = Call(writes.REGISTER_SCALABLE_TARGET, {**about, **wish.parameters})
    return Step(
        target=found.target,
        calls=(call,),
        changes=(*wish.changes, *moved),
        premise=found.premise,
        effect=f"{_moved(before, wish.count)}; {wish.effect}",
        undo=wish.undo,
        preflight=(*wish.preflight, *checks, permitted),
        grave=_grave(found, wish.count),
        cost=scale_preflight.price(site, service, definition, wish.count) if moves else "",
        tags={tag.key: tag.value for tag in service.tags},
        mine={**wish.mine, COUNT: str(wish.count), BEFORE: str(before)},
    )


def _moved(before: int, after: int) -> str:
    if before == after:
        return f"the desired count stays {before}"
    return f"the desired count is moved into the limits at once: {before} → {after}"


def _grave(found: Registration, count: int) -> str:
    if count or not found.service.desired_count:
        return ""
    return f"it goes to zero: no task of {found.target.name} is left"
