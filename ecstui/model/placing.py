"""Where tasks are to run: on what capacity, in which network, behind which load balancer."""

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE


@dataclass(frozen=True, slots=True, config=WIRE)
class CapacityProviderStrategyItem:
    """The part of the tasks that goes to one capacity provider."""

    capacity_provider: str
    weight: int = 0
    base: int = 0
    """Tasks that go to it before the weights count."""


@dataclass(frozen=True, slots=True, config=WIRE)
class AwsVpcConfiguration:
    """Subnets and security groups of tasks that have network interfaces of their own."""

    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    assign_public_ip: str | None = None
    """ENABLED or DISABLED."""


@dataclass(frozen=True, slots=True, config=WIRE)
class NetworkConfiguration:
    """The network of tasks in network mode awsvpc."""

    awsvpc_configuration: AwsVpcConfiguration | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class LoadBalancer:
    """A target group, or a Classic Load Balancer, that a service registers its tasks with."""

    target_group_arn: str | None = None
    load_balancer_name: str | None = None
    """Only for a Classic Load Balancer."""
    container_name: str | None = None
    container_port: int | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class ServiceRegistry:
    """A service of AWS Cloud Map that a service registers its tasks with."""

    registry_arn: str | None = None
    port: int | None = None
    container_name: str | None = None
    container_port: int | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class PlacementConstraint:
    """Which container instances tasks may be placed on."""

    type: str | None = None
    """distinctInstance or memberOf."""
    expression: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class PlacementStrategy:
    """Which of the container instances are preferred."""

    type: str | None = None
    """random, spread or binpack."""
    field: str | None = None
