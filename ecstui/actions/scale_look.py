"""How scaling goes: by the count that is desired now, and the tasks that run and go on running."""

from datetime import datetime, timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.checks import service as reading
from ecstui.actions.scale_superseded import by_whom
from ecstui.analysis.arns import with_short_arns
from ecstui.analysis.event_texts import Meaning, decisive, meaning, statement
from ecstui.model.ecs import Service, ServiceEvent

COUNT, BEFORE = "count", "before"
"""What `Step.mine` says: the count that was asked for, and the one before it."""
LAG = timedelta(seconds=20)
"""DescribeServices may tell for so long what was before the call; our choice, AWS names no time."""
SETTLING = timedelta(seconds=30)
"""So long a service must stay steady: tasks that crash right away are all there for a moment."""
NOT_DONE = "AWS did not do it, or somebody took it back"
"""Without an answer of AWS the two look alike."""
TROUBLE = frozenset({Meaning.BLOCKED, Meaning.LAUNCH_THROTTLED})
NO_MOVE = frozenset({Meaning.CHURN, Meaning.COMPLETED})
"""What ECS may say of a service that is steady all the same."""


async def look(site: Site, done: Done) -> Progress:
    """Reached when as many tasks run as were asked for, and that is still what is desired."""
    service = await reading.found(site, done.step.target)
    if service is None or service.status != "ACTIVE":
        state = service.status if service is not None else "gone"
        return Progress(Stage.SUPERSEDED, f"the service is {state}: somebody deleted it")
    wanted, before = int(done.step.mine[COUNT]), int(done.step.mine[BEFORE])
    if service.desired_count == wanted:
        return followed(site, service, wanted, done)
    if service.desired_count == before:
        if site.clock.now() - done.should_show_since < LAG:
            return Progress(Stage.REQUESTED, f"ECS still says {before} desired")
        if done.unheard:
            said = f"{before} are desired, as before: {NOT_DONE}"
            return Progress(Stage.FAILED, said, unchanged=True)
    whose = await by_whom(site, done, service)
    return Progress(Stage.SUPERSEDED, f"{service.desired_count} are desired now{whose}")


def followed(site: Site, service: Service, wanted: int, done: Done) -> Progress:
    """How far the tasks of a service are with the count that it is to have."""
    running, pending = service.running_count, service.pending_count
    if running == wanted and not pending:
        there, since = f"{running} of {wanted} running, none pending", _steady_since(service, done)
        if since is not None and site.clock.now() - since >= SETTLING:
            return Progress(Stage.REACHED, there)
        waits = "not steady yet" if since is None else "steady for a moment only"
        return Progress(Stage.IN_PROGRESS, f"{there}, {waits}{_trouble(service, done)}")
    said = f"{running} running, {pending} pending, {wanted} desired"
    return Progress(Stage.IN_PROGRESS, f"{said}{_trouble(service, done)}")


def _steady_since(service: Service, done: Done) -> datetime | None:
    """When ECS last found the service steady, with nothing started since; None if it is not.

    If ECS says nothing at all since the call, then nothing had to move.
    """
    since = _since(service, done)
    if not since:
        return done.should_show_since
    newest = next((event for event in since if meaning(event) not in NO_MOVE), None)
    if newest is None or meaning(newest) is not Meaning.STEADY:
        return None
    return newest.created_at


def _since(service: Service, done: Done) -> list[ServiceEvent]:
    """What ECS says since the call, the newest first."""
    return [event for event in service.events if event.created_at >= done.at]


def _trouble(service: Service, done: Done) -> str:
    """What ECS complains of since the call."""
    since = _since(service, done)
    event = next((each for each in since if meaning(each) in TROUBLE), None)
    if event is None:
        return ""
    return f": {decisive(event) or with_short_arns(statement(event))}"
