"""The service deployments of one service, and what each of them brought."""

from ecstui.analysis.case import FINISHED
from ecstui.aws import ecs
from ecstui.model.ecs import Failure, ServiceDeployment, ServiceRevision
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source

NEWEST = 20
"""So many are read: as many as one call describes."""


def service_history(service_arn: str, cluster: str) -> Feed[Listing[ServiceDeployment]]:
    """The newest service deployments of a service, newest first.

    A finished one never changes and is described once, so that a service at rest takes one call.
    Those that were listed and not described are counted in the total, and among the failures.
    """

    async def fetch(source: Source) -> Listing[ServiceDeployment]:
        conn, known = source.connection, source.known(feed)
        listed = await ecs.service_history(conn, cluster, service_arn, most=NEWEST)
        found = {
            it.service_deployment_arn: it
            for it in (known.items if known else ())
            if it.status in FINISHED
        }
        arns = [it.service_deployment_arn for it in listed]
        missing = [arn for arn in arns if arn not in found]
        failures: tuple[Failure, ...] = ()
        if missing:
            read = await ecs.service_deployments(conn, missing)
            found |= {it.service_deployment_arn: it for it in read.items}
            failures = read.failures
        return Listing(tuple(found[arn] for arn in arns if arn in found), len(arns), failures)

    feed = Feed(f"service-history:{service_arn}", fetch)
    return feed


NEVER_CHANGES = 3600.0
"""Seconds; a service revision is what it is."""


def service_revisions(arns: tuple[str, ...]) -> Feed[tuple[ServiceRevision, ...]]:
    """The service revisions `arns` of which AWS knows, newest first.

    They never change, and what AWS has forgotten does not come back: they are read once.
    """

    async def fetch(source: Source) -> tuple[ServiceRevision, ...]:
        known = source.known(feed)
        if known is not None:
            return known
        return (await ecs.service_revisions(source.connection, arns)).items

    feed = Feed(f"service-revisions:{' '.join(arns)}", fetch, calm=NEVER_CHANGES)
    return feed
