"""Which status container instances can be given, and what doing that is called."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ecstui.actions.action import Field, Form, Refused, Site
from ecstui.actions.checks import fresh
from ecstui.actions.drain_look import ACTIVE, DRAINING, STATUS
from ecstui.actions.request import Request, Target
from ecstui.aws.paging import in_flight
from ecstui.model.ecs import ContainerInstance

INVERSE = {ACTIVE: DRAINING, DRAINING: ACTIVE}
VERBS = {DRAINING: "Drain", ACTIVE: "Activate"}
"""What giving the status is called."""
EITHER = "Drain or activate"
MEANINGS = {
    DRAINING: "services move their tasks away; no new tasks are placed on it",
    ACTIVE: "tasks may be placed on it again",
}


async def form(site: Site, target: Target) -> Form:
    """The one status that the instance can be given.

    :raises Refused: there is none.
    """
    other = INVERSE[(await _read(site, target)).status]
    return _form("New status", (other,), VERBS[other])


async def form_of_many(site: Site, targets: Sequence[Target]) -> Form:
    """The one status that all can be given; where they differ, either, and who is left out.

    :raises Refused: one of them can be given none.
    """
    found = await in_flight([partial(_read, site, target) for target in targets])
    names: dict[str, list[str]] = {ACTIVE: [], DRAINING: []}
    for target, instance in zip(targets, found, strict=True):
        names[instance.status].append(target.name)
    wanted = tuple(INVERSE[status] for status in names if names[status])
    if len(wanted) == 1:
        return _form("New status of each", wanted, VERBS[wanted[0]])
    return _form("New status of each", wanted, EITHER, _who(names))


def _form(label: str, wanted: Sequence[str], title: str, notes: tuple[str, ...] = ()) -> Form:
    choices = tuple((status, MEANINGS[status]) for status in wanted)
    return Form((Field(STATUS, label, wanted[0], choices),), notes, title)


def _who(names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What becomes of whom, by the status that is chosen."""
    return tuple(
        f"{wanted}: {VERBS[wanted].lower()}s {', '.join(names[INVERSE[wanted]])}; "
        f"{', '.join(names[wanted])} left out."
        for wanted in VERBS
    )


async def _read(site: Site, target: Target) -> ContainerInstance:
    instance = await fresh.instance(site, target)
    if why := unavailable(instance):
        raise Refused(f"{target.name}: {why}.")
    return instance


def unavailable(facts: Any) -> str:
    """Why its status cannot be changed."""
    if isinstance(facts, ContainerInstance) and facts.status not in INVERSE:
        return f"the instance is {facts.status}: only ACTIVE and DRAINING ones can be changed"
    return ""


def title(request: Request) -> str:
    """`Drain i-0a`, `Activate 2 instances`."""
    verb = VERBS.get(request.inputs.get(STATUS, DRAINING), EITHER)
    return f"{verb} {request.whose('instances')}"
