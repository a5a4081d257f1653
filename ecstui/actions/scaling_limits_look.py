"""How a change of a service's autoscaling goes: by what is registered, and the count it moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.checks import autoscaling
from ecstui.actions.checks import service as reading
from ecstui.actions.scale_look import BEFORE, COUNT, LAG, NOT_DONE, followed
from ecstui.actions.scale_superseded import caller
from ecstui.model.autoscaling import ScalableTarget
from ecstui.model.trail_event import TrailEvent

LIMITS, SUSPENDED, OLD_LIMITS, OLD_SUSPENDED = "limits", "suspended", "old limits", "old suspended"
"""What `Step.mine` says of the registration: as it is to be, and as it was."""


@dataclass(frozen=True, slots=True)
class _Registered:
    limits: str
    suspended: str

    def __str__(self) -> str:
        return f"limits {self.limits}, suspended: {self.suspended or 'nothing'}"


def registered(limits: str, suspended: str, old_limits: str, old_suspended: str) -> dict[str, str]:
    """What `look` has to know, in the words of `autoscaling.suspended`."""
    return {
        LIMITS: limits,
        SUSPENDED: suspended,
        OLD_LIMITS: old_limits,
        OLD_SUSPENDED: old_suspended,
    }


async def look(site: Site, done: Done) -> Progress:
    """Reached when it is registered as was asked for, and the count that it moves has followed."""
    mine = done.step.mine
    wanted = _Registered(mine[LIMITS], mine[SUSPENDED])
    before = _Registered(mine[OLD_LIMITS], mine[OLD_SUSPENDED])
    target = await autoscaling.read_target(site, done.step.target)
    if target is None:
        return Progress(Stage.SUPERSEDED, "the service is not autoscaled any more")
    now = _now(target)
    if now == wanted:
        return await _count(site, done, str(wanted))
    if now == before:
        if site.clock.now() - done.should_show_since < LAG:
            return Progress(Stage.REQUESTED, f"Application Auto Scaling still says {before}")
        if done.unheard:
            return Progress(Stage.FAILED, f"{before}, as before: {NOT_DONE}", unchanged=True)
    whose = await _whose(site, done)
    return Progress(Stage.SUPERSEDED, f"now {now}{whose}")


def _now(target: ScalableTarget) -> _Registered:
    limits = f"{target.min_capacity} to {target.max_capacity}"
    return _Registered(limits, autoscaling.suspended(target))


async def _count(site: Site, done: Done, said: str) -> Progress:
    """A count that was not to be moved needs no looking at; nor does one that is no more mine."""
    wanted, before = int(done.step.mine[COUNT]), int(done.step.mine[BEFORE])
    if wanted == before:
        return Progress(Stage.REACHED, said)
    service = await reading.found(site, done.step.target)
    if service is None or service.status != "ACTIVE":
        state = service.status if service is not None else "gone"
        return Progress(Stage.SUPERSEDED, f"the service is {state}: somebody deleted it")
    desired = service.desired_count
    if desired == wanted:
        progress = followed(site, service, wanted, done)
        return Progress(progress.stage, f"{said}; {progress.sentence}")
    if desired == before:
        return Progress(Stage.IN_PROGRESS, f"{said}; {before} are still desired")
    return Progress(Stage.REACHED, f"{said}; {desired} are desired now")


async def _whose(site: Site, done: Done) -> str:
    """Who registered it last, if CloudTrail knows already."""

    def sent(event: TrailEvent) -> bool:
        asked = _on_trail(event.request_parameters)
        about = asked.get("resourceId") == autoscaling.resource_id(done.step.target)
        return about and not _is_mine(asked, done)

    name = await caller(site, "RegisterScalableTarget", done.at, sent)
    return f": set by {name}" if name else ": somebody set it; CloudTrail does not say yet who"


def _is_mine(asked: Mapping[str, Any], done: Done) -> bool:
    sent = [_on_trail(call.parameters) for call in done.step.calls]
    return any(all(asked.get(name) == value for name, value in it.items()) for it in sent)


def _on_trail(value: Any) -> Any:
    """As CloudTrail writes the members of a request: they begin with a small letter."""
    if not isinstance(value, Mapping):
        return value
    return {name[:1].lower() + name[1:]: _on_trail(each) for name, each in value.items()}
