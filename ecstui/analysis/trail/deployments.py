"""Which call a service deployment is of, and which deployment a call has led to."""

from collections.abc import Iterable
from datetime import timedelta

from ecstui.analysis.trail.entry import Entry
from ecstui.model.ecs import ServiceDeployment
from ecstui.model.service_revision import ServiceRevision

NEAR = timedelta(seconds=60)
"""A service deployment is created within moments of the call that asks for it."""
DEPLOYING = frozenset({"UpdateService", "CreateService"})


def cause_of(deployment: ServiceDeployment, entries: Iterable[Entry]) -> Entry | None:
    """The call that was carried out nearest to the moment at which the deployment was made.

    :param entries: events about its service.
    """
    made = deployment.created_at
    near = [it for it in entries if _deploys(it) and abs(it.time - made) <= NEAR]
    return min(near, key=lambda it: abs(it.time - made), default=None)


def effect_of(
    entry: Entry,
    deployments: Iterable[ServiceDeployment],
    revisions: Iterable[ServiceRevision] = (),
) -> ServiceDeployment | None:
    """The service deployment that a call has led to, of those of its service.

    :param revisions: what is known of them: a deployment of another task definition than the one
        that was asked for is not the one.
    """
    if not _deploys(entry):
        return None
    runs = {each.service_revision_arn: each.task_definition for each in revisions}
    asked = entry.of("task definition")
    near = []
    for each in deployments:
        target = each.target_service_revision
        known = runs.get(target.arn) if target is not None else None
        other = asked is not None and known is not None and not known.endswith(f"/{asked.name}")
        if not other and abs(entry.time - each.created_at) <= NEAR:
            near.append(each)
    return min(near, key=lambda it: abs(it.created_at - entry.time), default=None)


def _deploys(entry: Entry) -> bool:
    return entry.name in DEPLOYING and not entry.error
