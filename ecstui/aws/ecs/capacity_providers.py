"""Reads of capacity providers."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.clusters import cluster as one_cluster
from ecstui.aws.ecs.described import Described, listed
from ecstui.aws.paging import batches
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
    items: list[CapacityProvider] = []
    failures: list[Failure] = []
    for batch in batches(names, NAMES):
        found, missing = await _described(conn, list(batch))
        items.extend(found)
        failures.extend(missing)
    ordered = tuple(sorted(items, key=lambda it: it.name))
    return Listing(ordered, len(names), tuple(failures))


async def _described(conn: ReadConnection, names: list[str]) -> Described[CapacityProvider]:
    """Describe capacity providers by name, page by page."""
    failures: list[Failure] = []

    def items(page: _CapacityProviders) -> tuple[CapacityProvider, ...]:
        failures.extend(page.failures)
        return page.capacity_providers

    found = await listed(
        conn,
        operations.DESCRIBE_CAPACITY_PROVIDERS,
        _CAPACITY_PROVIDERS,
        items,
        size=PAGE,
        capacityProviders=names,
        include=["TAGS"],
    )
    return tuple(found), tuple(failures)
