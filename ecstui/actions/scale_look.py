"""How scaling goes: by the count that is desired now, and the tasks that run."""

from datetime import timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.checks import service as reading
from ecstui.actions.scale_superseded import by_whom
from ecstui.analysis.arns import with_short_arns
from ecstui.analysis.event_texts import Meaning, decisive, meaning, statement
from ecstui.model.ecs import Service

COUNT, BEFORE = "count", "before"
"""What `Step.mine` says: the count that was asked for, and the one before it."""
LAG = timedelta(seconds=20)
"""DescribeServices may tell for so long what was before the call; our choice, AWS names no time."""
NOT_DONE = "AWS did not do it, or somebody took it back"
"""Without an answer of AWS the two look alike."""
TROUBLE = frozenset({Meaning.BLOCKED, Meaning.LAUNCH_THROTTLED})


async def look(site: Site, done: Done) -> Progress:
    """Reached when as many tasks run as were asked for, and that is still what is desired."""
    service = await reading.found(site, done.step.target)
    if service is None or service.status != "ACTIVE":
        state = service.status if service is not None else "gone"
        return Progress(Stage.SUPERSEDED, f"the service is {state}: somebody deleted it")
    wanted, before = int(done.step.mine[COUNT]), int(done.step.mine[BEFORE])
    if service.desired_count == wanted:
        return followed(service, wanted, done)
    if service.desired_count == before:
        if site.clock.now() - done.should_show_since < LAG:
            return Progress(Stage.REQUESTED, f"ECS still says {before} desired")
        if not done.answers:
            return Progress(Stage.FAILED, f"{before} are desired, as before: {NOT_DONE}")
    whose = await by_whom(site, done, service)
    return Progress(Stage.SUPERSEDED, f"{service.desired_count} are desired now{whose}")


def followed(service: Service, wanted: int, done: Done) -> Progress:
    """How far the tasks of a service are with the count that it is to have."""
    running, pending = service.running_count, service.pending_count
    if running == wanted and not pending:
        return Progress(Stage.REACHED, f"{running} of {wanted} running, none pending")
    said = f"{running} running, {pending} pending, {wanted} desired"
    return Progress(Stage.IN_PROGRESS, f"{said}{_trouble(service, done)}")


def _trouble(service: Service, done: Done) -> str:
    """What ECS complains of since the call."""
    since = (event for event in service.events if event.created_at >= done.at)
    event = next((each for each in since if meaning(each) in TROUBLE), None)
    if event is None:
        return ""
    return f": {decisive(event) or with_short_arns(statement(event))}"
