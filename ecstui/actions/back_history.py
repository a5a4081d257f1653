"""The service deployments of a service, and what each of them deployed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ecstui.actions.action import Site
from ecstui.analysis.last_good import SUCCESSFUL, LastGood, judge
from ecstui.aws import ecs
from ecstui.aws.paging import batches
from ecstui.model.ecs import Service, ServiceDeployment, ServiceDeploymentBrief, ServiceRevision

PAGE, BATCH = 100, 20
"""The newest that one list call tells of, and so many service revisions as one call describes."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of it.

    :param history: newest first.
    :param revisions: the service revisions that were described so far, by their ARN.
    """

    history: Sequence[ServiceDeploymentBrief] = ()
    revisions: Mapping[str, ServiceRevision] | None = None

    @property
    def deploys(self) -> dict[str, str]:
        """The task definition's ARN of each service revision."""
        known = (self.revisions or {}).values()
        return {it.service_revision_arn: it.task_definition for it in known if it.task_definition}

    def judged(self, current: str) -> LastGood:
        """How to go back from the task definition `current`, its ARN."""
        return judge(self.history, self.deploys, current)

    def recorded(self, task_definition: str) -> ServiceRevision | None:
        """What ran when a task definition was deployed last, best when that was successful."""
        known = self.revisions or {}
        found = [
            (each.status != SUCCESSFUL, place, revision)
            for place, each in enumerate(self.history)
            if (revision := known.get(each.target_service_revision_arn or "")) is not None
            and revision.task_definition == task_definition
        ]
        return min(found, key=lambda it: it[:2])[2] if found else None


async def past(site: Site, service: Service, enough: Callable[[Past], bool]) -> Past:
    """Read the history, and the service revisions, newest first, until that is `enough`.

    :raises AwsFailure: it cannot be read.
    """
    history = await _history(site, service, PAGE)
    arns = [it.target_service_revision_arn for it in history if it.target_service_revision_arn]
    known, found = Past(history), dict[str, ServiceRevision]()
    for batch in batches(list(dict.fromkeys(arns)), BATCH):
        listing = await ecs.service_revisions(site.conn, batch)
        found |= {each.service_revision_arn: each for each in listing.items}
        known = replace(known, revisions=dict(found))
        if enough(known):
            break
    return known


async def newest(site: Site, service: Service) -> ServiceDeployment | None:
    """The newest service deployment, whether it is over or not; None if AWS tells of none.

    :raises AwsFailure: it cannot be read.
    """
    history = await _history(site, service, 1)
    if not history:
        return None
    found = await ecs.service_deployments(site.conn, [history[0].service_deployment_arn])
    return found.items[0] if found.items else None


async def _history(site: Site, service: Service, most: int) -> list[ServiceDeploymentBrief]:
    return await ecs.service_history(site.conn, service.cluster_arn, service.service_arn, most)
