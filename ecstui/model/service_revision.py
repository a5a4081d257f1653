"""A service revision: what a service was told to run, down to the digests of the images."""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.placing import (
    CapacityProviderStrategyItem,
    LoadBalancer,
    NetworkConfiguration,
    ServiceRegistry,
)
from ecstui.model.wire import WIRE


@dataclass(frozen=True, slots=True, config=WIRE)
class ContainerImage:
    """The image that the tag of a container meant when the revision was made."""

    container_name: str | None = None
    image: str | None = None
    image_digest: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class ServiceRevision:
    """A service revision; it never changes. AWS has none from before 25 October 2024."""

    service_revision_arn: str
    service_arn: str | None = None
    cluster_arn: str | None = None
    task_definition: str | None = None
    """The task definition's ARN."""
    created_at: datetime | None = None
    container_images: tuple[ContainerImage, ...] = ()
    launch_type: str | None = None
    capacity_provider_strategy: tuple[CapacityProviderStrategyItem, ...] = ()
    platform_version: str | None = None
    platform_family: str | None = None
    network_configuration: NetworkConfiguration | None = None
    load_balancers: tuple[LoadBalancer, ...] = ()
    service_registries: tuple[ServiceRegistry, ...] = ()
    guard_duty_enabled: bool | None = None
