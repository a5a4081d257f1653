"""The newest revision of a family, which need not be the one that runs."""

from ecstui.actions.action import Site
from ecstui.actions.plan import Preflight, Result
from ecstui.aws import ecs
from ecstui.aws.errors import NotFound
from ecstui.model.ecs import TaskDefinition

NAME = "revision"


async def newest(site: Site, family: str) -> TaskDefinition | None:
    """The newest ACTIVE revision; None if all are INACTIVE.

    :raises AwsFailure: it could not be read.
    """
    try:
        return await ecs.task_definition(site.conn, family)
    except NotFound:
        return None


def check(running: TaskDefinition, latest: TaskDefinition | None) -> Preflight:
    """Whether somebody has registered a revision that does not run."""
    if latest is not None and latest.revision > running.revision:
        by = f" by {latest.registered_by.rpartition('/')[2]}" if latest.registered_by else ""
        said = f"{latest.name} was registered{by} and does not run: this starts from {running.name}"
        return Preflight(NAME, Result.WARN, said)
    if running.status != "ACTIVE":
        said = f"{running.name}, which runs, is {running.status}: somebody has deregistered it"
        return Preflight(NAME, Result.WARN, said)
    return Preflight(NAME, Result.PASS, f"{running.name} runs and is the newest of its family")


def expected(running: TaskDefinition, latest: TaskDefinition | None) -> str:
    """What the next revision will be called, unless newer ones were deregistered: `web:43`."""
    number = max(running.revision, latest.revision if latest is not None else 0) + 1
    return f"{running.family}:{number}"
