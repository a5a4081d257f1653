"""What a task is run like: a service gives the network and the capacity, and maybe the revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.actions.action import Refused, Site
from ecstui.actions.checks import service as services
from ecstui.actions.request import Target, TargetKind
from ecstui.analysis.cost import ON_DEMAND, SPOT
from ecstui.aws import ecs
from ecstui.model.arn import name_in
from ecstui.model.ecs import Service, TaskDefinition

SERVICE = "service"
LATEST = "LATEST"


@dataclass(frozen=True, slots=True)
class Like:
    """A task definition, and the service in whose way it is run."""

    definition: TaskDefinition
    service: Service

    @property
    def cluster(self) -> str:
        """The name of the cluster."""
        return name_in(self.service.cluster_arn)

    @property
    def parameters(self) -> dict[str, Any]:
        """Those of RunTask that are copied; a network only for network mode awsvpc."""
        found: dict[str, Any] = {}
        if self.service.capacity_provider_strategy:
            found["capacityProviderStrategy"] = [
                {"capacityProvider": it.capacity_provider, "weight": it.weight, "base": it.base}
                for it in self.service.capacity_provider_strategy
            ]
        elif self.service.launch_type:
            found["launchType"] = self.service.launch_type
        if self.service.platform_version not in (None, LATEST) and self.on_fargate:
            found["platformVersion"] = self.service.platform_version
        if self.definition.network_mode == "awsvpc":
            found["networkConfiguration"] = {"awsvpcConfiguration": self._network}
        return found

    @property
    def _network(self) -> dict[str, Any]:
        configuration = self.service.network_configuration
        vpc = configuration.awsvpc_configuration if configuration is not None else None
        if vpc is None:
            raise Refused(
                f"{self.service.service_name} has no network of its own, which "
                f"{self.definition.name} needs (awsvpc): choose another service."
            )
        found: dict[str, Any] = {"subnets": list(vpc.subnets)}
        if vpc.security_groups:
            found["securityGroups"] = list(vpc.security_groups)
        if vpc.assign_public_ip:
            found["assignPublicIp"] = vpc.assign_public_ip
        return found

    @property
    def on_fargate(self) -> bool:
        """Whether all of it runs on Fargate."""
        return all(name in (ON_DEMAND, SPOT) for name in self.capacity)

    @property
    def capacity(self) -> tuple[str, ...]:
        """The launch type, or the capacity providers."""
        strategy = self.service.capacity_provider_strategy
        if strategy:
            return tuple(it.capacity_provider for it in strategy)
        return (self.service.launch_type or "the cluster's default",)


async def read(site: Site, target: Target, inputs: Mapping[str, str]) -> Like:
    """The task definition and the service, afresh.

    :raises Refused: there is no such service, or none was chosen.
    :raises AwsFailure: they could not be read.
    """
    if target.kind is TargetKind.SERVICE:
        service = await services.read(site, target)
        if service.task_definition is None:
            raise Refused(f"{target.name} names no task definition: its task sets do.")
        return Like(await ecs.task_definition(site.conn, service.task_definition), service)
    cluster, _, name = inputs.get(SERVICE, "").rpartition("/")
    if not cluster or not name:
        raise Refused(f"{target.name}: choose a service, whose network and capacity are used.")
    definition = await ecs.task_definition(site.conn, target.arn)
    like = Target(TargetKind.SERVICE, name, name, cluster)
    return Like(definition, await services.read(site, like))


async def choices(site: Site, target: Target) -> list[tuple[str, str]]:
    """The services that can lend their network and capacity, those of the same family first."""
    family = name_in(target.arn).rpartition(":")[0]
    found: list[tuple[bool, str, str]] = []
    for cluster in await _clusters(site, target):
        listing = await ecs.services(site.conn, cluster)
        found += [(not _same(it, family), *_choice(it)) for it in _usable(listing.items)]
    return [(value, meaning) for _, value, meaning in sorted(found)]


async def _clusters(site: Site, target: Target) -> list[str]:
    """The cluster at hand; a task definition alone is in none, and so in any."""
    if target.cluster:
        return [target.cluster]
    listing = await ecs.clusters(site.conn)
    return [it.cluster_name for it in listing.items if it.active_services_count]


def _usable(found: tuple[Service, ...]) -> Iterator[Service]:
    return (service for service in found if service.status == "ACTIVE")


def _same(service: Service, family: str) -> bool:
    return name_in(service.task_definition or "").rpartition(":")[0] == family


def _choice(service: Service) -> tuple[str, str]:
    cluster = name_in(service.cluster_arn)
    strategy = service.capacity_provider_strategy
    capacity = ", ".join(it.capacity_provider for it in strategy) or service.launch_type or "—"
    runs = name_in(service.task_definition or "—")
    return f"{cluster}/{service.service_name}", f"{capacity}, runs {runs}"
