"""From a request to a plan; it only reads."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from ecstui.actions.action import Action, Needless, Refused, Site
from ecstui.actions.plan import Plan, Step
from ecstui.actions.request import Request, Target
from ecstui.actions.waves import described

AT_ONCE = 4
"""So many targets are read at the same time."""

Production = Callable[[str, str, str, Mapping[str, str]], bool | None]
"""Given account, alias, cluster and the target's tags: whether that is production."""


async def plan(site: Site, action: Action, request: Request, production: Production) -> Plan:
    """What the request would do, all of it read afresh; of several targets, those at which there is
    nothing to be done are left out, and said to be.

    :raises Refused: it cannot be done at all.
    :raises AwsFailure: it could not be read what it would do.
    """
    _check(action, request)
    turns = asyncio.Semaphore(AT_ONCE)

    async def step(target: Target) -> Step | Needless:
        async with turns:
            try:
                return await action.plan(site, target, request.inputs)
            except Needless as needless:
                return needless

    found = await asyncio.gather(*map(step, request.targets))
    steps = tuple(each for each in found if isinstance(each, Step))
    needless = tuple(each.sentence for each in found if isinstance(each, Needless))
    if not steps:
        raise Refused(" ".join(needless))
    left = replace(request, targets=tuple(step.target for step in steps))
    place = site.place
    judged = [production(place.account, place.alias, s.cluster, s.tags) for s in steps]
    known = True if True in judged else (None if None in judged else False)
    notes = tuple(filter(None, (described(len(steps)),)))
    return Plan(request, action.title(left), place, steps, known, notes, left_out=needless)


def _check(action: Action, request: Request) -> None:
    if not request.targets:
        raise Refused(f"{action.name}: nothing is selected.")
    if len(request.targets) > 1 and not action.many:
        raise Refused(f"{action.name} is for one at a time: unmark all but one.")
    wrong = [t.name for t in request.targets if t.kind not in action.about]
    if wrong:
        kinds = " or ".join(action.about)
        raise Refused(f"{action.name} is about a {kinds}, which {', '.join(wrong)} is not.")
    twice = [arn for arn, times in Counter(t.arn for t in request.targets).items() if times > 1]
    if twice:
        raise Refused(f"{action.name}: {', '.join(twice)} is there twice.")


def moved(step: Step, premise: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """What a step rests on that has changed: name, as it was, as it is."""
    names = list(dict.fromkeys([*step.premise, *premise]))
    pairs = [(n, step.premise.get(n, "—"), premise.get(n, "—")) for n in names]
    return tuple(pair for pair in pairs if pair[1] != pair[2])
