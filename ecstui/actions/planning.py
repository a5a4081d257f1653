"""From a request to a plan; it only reads."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping

from ecstui.actions.action import Action, Refused, Site
from ecstui.actions.plan import Plan, Step
from ecstui.actions.request import Request
from ecstui.actions.waves import described

AT_ONCE = 4
"""So many targets are read at the same time."""

Production = Callable[[str, str, str, Mapping[str, str]], bool | None]
"""Given account, alias, cluster and the target's tags: whether that is production."""


async def plan(site: Site, action: Action, request: Request, production: Production) -> Plan:
    """What the request would do, all of it read afresh.

    :raises Refused: it cannot be done at all.
    :raises AwsFailure: it could not be read what it would do.
    """
    _check(action, request)
    turns = asyncio.Semaphore(AT_ONCE)

    async def step(index: int) -> Step:
        async with turns:
            return await action.plan(site, request.targets[index], request.inputs)

    steps = tuple(await asyncio.gather(*(step(i) for i in range(len(request.targets)))))
    place = site.place
    judged = [production(place.account, place.alias, s.cluster, s.tags) for s in steps]
    known = True if True in judged else (None if None in judged else False)
    notes = tuple(filter(None, (described(len(steps)),)))
    return Plan(request, action.title(request), place, steps, known, notes)


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
