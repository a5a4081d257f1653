"""Reads of clusters."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, described, listed
from ecstui.aws.errors import NotFound
from ecstui.aws.operations import ecs_reads
from ecstui.model.arn import name_in
from ecstui.model.ecs import WIRE, Cluster, Failure
from ecstui.model.listing import Listing

INCLUDE = ("SETTINGS", "TAGS")
"""What DescribeClusters leaves out unless it is asked for."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _ClusterArns:
    cluster_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _Clusters:
    clusters: tuple[Cluster, ...]
    failures: tuple[Failure, ...] = ()


_CLUSTER_ARNS = TypeAdapter(_ClusterArns)
_CLUSTERS = TypeAdapter(_Clusters)


async def clusters(conn: ReadConnection) -> Listing[Cluster]:
    """All clusters of the Region, by name.

    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[Cluster]:
        return await _describe(conn, batch)

    arns = await listed(
        conn, ecs_reads.LIST_CLUSTERS, _CLUSTER_ARNS, lambda page: page.cluster_arns
    )
    return await described(arns, describe, 100, lambda it: it.cluster_name)


async def cluster(conn: ReadConnection, name: str) -> Cluster:
    """One cluster, in one call; a deleted one may still be told of, with status INACTIVE.

    :param name: name or ARN.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: the call did not succeed.
    """
    found, failures = await _describe(conn, [name])
    if found:
        return found[0]
    reason = failures[0].reason if failures else "not in the answer"
    raise NotFound(f"There is no cluster {name_in(name)} in {conn.region} ({reason}).")


async def _describe(conn: ReadConnection, names: Sequence[str]) -> Described[Cluster]:
    answer = await conn.read(
        ecs_reads.DESCRIBE_CLUSTERS, _CLUSTERS, clusters=names, include=INCLUDE
    )
    return answer.clusters, answer.failures
