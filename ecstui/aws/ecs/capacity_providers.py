"""Reads of capacity providers."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.clusters import cluster as one_cluster
from ecstui.aws.ecs.described import Described, described, listed
from ecstui.aws.operations import ecs_reads
from ecstui.model.arn import name_in
from ecstui.model.ecs import WIRE, CapacityProvider, Failure
from ecstui.model.listing import Listing

PAGE = 10
"""The largest page of DescribeCapacityProviders, for which botocore has no paginator."""
NAMES = 100
"""The most names that one call may ask for."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _CapacityProviders:
    capacity_providers: tuple[CapacityProvider, ...]
    failures: tuple[Failure, ...] = ()
    next_token: str | None = None


_CAPACITY_PROVIDERS = TypeAdapter(_CapacityProviders)


async def capacity_providers(conn: ReadConnection, cluster: str) -> Listing[CapacityProvider]:
    """The capacity providers that a cluster is associated with, by name.

    :param cluster: name or ARN.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """
    names = (await one_cluster(conn, cluster)).capacity_providers

    async def describe(batch: Sequence[str]) -> Described[CapacityProvider]:
        return await _described(conn, cluster, batch)

    return await described(names, describe, NAMES, lambda it: it.name)


async def _described(
    conn: ReadConnection, cluster: str, names: Sequence[str]
) -> Described[CapacityProvider]:
    """Describe capacity providers by name, page by page.

    Those of Amazon ECS Managed Instances are known only within their cluster ("cluster" in
    DescribeCapacityProviders, Amazon ECS API Reference).
    """
    failures: list[Failure] = []

    def items(page: _CapacityProviders) -> tuple[CapacityProvider, ...]:
        failures.extend(page.failures)
        return page.capacity_providers

    found = await listed(
        conn,
        ecs_reads.DESCRIBE_CAPACITY_PROVIDERS,
        _CAPACITY_PROVIDERS,
        items,
        size=PAGE,
        cluster=name_in(cluster),
        capacityProviders=names,
        include=["TAGS"],
    )
    return tuple(found), tuple(failures)
