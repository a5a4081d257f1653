"""Scale: give a service another desired count.

Source: Amazon ECS API Reference, UpdateService. A desired count alone begins no deployment, and ECS
takes any count: the limits of Application Auto Scaling are not its own.
"""

import asyncio
from collections.abc import Mapping, Sequence

from ecstui.actions import scale_preflight, scale_premise
from ecstui.actions.action import Action, Facts, Field, Form, Refused, Site
from ecstui.actions.checks import autoscaling, controller, permission
from ecstui.actions.checks import service as reading
from ecstui.actions.plan import Call, Change, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.scale_look import BEFORE, COUNT, look
from ecstui.analysis.wording import quantity
from ecstui.aws.errors import AwsFailure
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Service

ID = "scale"
DAEMON = "a DAEMON service: it has one task on each container instance, and no desired count"


def wrong(typed: str) -> str:
    """What is wrong with a count of tasks; empty if nothing is."""
    fits = typed.isascii() and typed.isdigit() and len(typed) < 10
    return "" if fits else "A whole number of tasks, 0 or more."


def unavailable(facts: Facts) -> str:
    """Every deployment controller lets the desired count be changed."""
    if isinstance(facts, Service) and facts.scheduling_strategy == "DAEMON":
        return DAEMON
    return controller.obstacle(facts, deploys=False)


async def form(site: Site, target: Target) -> Form:
    """The count, which is at first as it is."""
    service = await _scalable(site, target)
    count = Field(COUNT, "Desired count", str(service.desired_count), check=wrong)
    now = (
        f"Now: {service.desired_count} desired, {service.running_count} running, "
        f"{service.pending_count} pending."
    )
    return Form((count,), (now, *await _autoscaling_notes(site, target)))


async def form_of_many(_: Site, __: Sequence[Target]) -> Form:
    """One count for each; what each has now is in the preview."""
    count = Field(COUNT, "Desired count of each", check=wrong)
    return Form((count,), ("The preview says what each has now, and what becomes of it.",))


async def _autoscaling_notes(site: Site, target: Target) -> tuple[str, ...]:
    try:
        known = await autoscaling.read(site, target)
    except AwsFailure as failure:
        return (f"Whether it is autoscaled is not known. {failure.sentence}",)
    if known is None:
        return ("It is not autoscaled.",)
    by = f", by {autoscaling.by(known.policies)}" if known.policies else ", without a policy"
    off = autoscaling.suspended(known.target)
    suspended = (f"Suspended: {off}; `:resume` takes it up again.",) if off else ()
    return (
        f"It is autoscaled from {known.limits}{by}.",
        *suspended,
        "`:limits` changes the range instead, `:suspend` stops autoscaling.",
    )


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """UpdateService with the count and nothing else."""
    after = _count(target, inputs)
    service = await _scalable(site, target)
    before = service.desired_count
    if before == after:
        raise Refused(f"The desired count of {target.name} is {after} already.")
    definition = await scale_preflight.definition_of(site, service)
    told, overridden, permitted, preflight = await asyncio.gather(
        scale_premise.of_autoscaling_if_told(site, target),
        autoscaling.check(site, target, after),
        permission.check(site, {"ecs:UpdateService": [service.service_arn]}),
        scale_preflight.checked(site, service, definition, after),
    )
    return Step(
        target=target,
        calls=(Call(ecs_writes.UPDATE_SERVICE, _parameters(service, after)),),
        changes=(Change("desired count", str(before), str(after)),),
        premise=scale_premise.of_service(service) | told,
        effect=_effect(service, after),
        undo=Undo(f"scale back to {before}", Request(ID, (target,), {COUNT: str(before)})),
        preflight=(overridden, *preflight, permitted),
        grave="" if after else f"it goes to zero: no task of {target.name} is left",
        cost=scale_preflight.price(site, service, definition, after),
        tags={tag.key: tag.value for tag in service.tags},
        mine={COUNT: str(after), BEFORE: str(before)},
    )


def _count(target: Target, inputs: Mapping[str, str]) -> int:
    typed = inputs.get(COUNT, "")
    if said := wrong(typed):
        raise Refused(f"The desired count of {target.name}: {said}")
    return int(typed)


async def _scalable(site: Site, target: Target) -> Service:
    """:raises Refused: its desired count cannot be changed."""
    service = await reading.read(site, target)
    if why := unavailable(service):
        raise Refused(f"{target.name}: {why}.")
    return service


def _parameters(service: Service, count: int) -> dict[str, object]:
    return {
        "cluster": service.cluster_arn,
        "service": service.service_arn,
        "desiredCount": count,
    }


def _effect(service: Service, after: int) -> str:
    before, running = service.desired_count, service.running_count
    now = "" if running == before else f" ({running} run now)"
    if after > before:
        more = quantity(after - before, "more task")
        return f"{more}: {before} → {after}{now}; no deployment begins"
    if after == 0:
        return f"all tasks are stopped: {before} → 0{now}; no deployment begins"
    return f"{before - after} of {before} tasks are stopped{now}; no deployment begins"


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    service, told = await asyncio.gather(
        reading.read(site, target), scale_premise.of_autoscaling_if_told(site, target)
    )
    return scale_premise.of_service(service) | told


def title(request: Request) -> str:
    """`Scale checkout to 6`, `Scale 2 services to 6`."""
    return f"Scale {request.whose('services')} to {request.inputs.get(COUNT, '?')}"


SCALE = Action(
    id=ID,
    name="Scale",
    does="give a service another desired count",
    key="S",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
    many=True,
    form_of_many=form_of_many,
)
