"""What there is of a network in one account and Region, each thing as the API gives it."""

from dataclasses import dataclass, field

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.world import World

Shelf = dict[str, Body]
"""Resources by id."""


@dataclass(slots=True)
class Network:
    """Everything of EC2's that does not follow from ECS."""

    vpcs: Shelf = field(default_factory=dict)
    attributes: Shelf = field(default_factory=dict)
    """By VPC: EnableDnsSupport and so on, true or false."""
    dhcp_options: Shelf = field(default_factory=dict)
    subnets: Shelf = field(default_factory=dict)
    """What a subnet has beside zone and addresses, which ECS's records tell: by members."""
    route_tables: Shelf = field(default_factory=dict)
    internet_gateways: Shelf = field(default_factory=dict)
    egress_only_gateways: Shelf = field(default_factory=dict)
    nat_gateways: Shelf = field(default_factory=dict)
    acls: Shelf = field(default_factory=dict)
    """Without the associations of the default ones, which follow from all others."""
    groups: Shelf = field(default_factory=dict)
    """Without their rules."""
    rules: Shelf = field(default_factory=dict)
    interfaces: Shelf = field(default_factory=dict)
    """Without those of tasks and container instances."""
    endpoints: Shelf = field(default_factory=dict)
    peerings: Shelf = field(default_factory=dict)
    vpn_connections: Shelf = field(default_factory=dict)
    vpn_gateways: Shelf = field(default_factory=dict)
    transit_attachments: Shelf = field(default_factory=dict)
    prefix_lists: Shelf = field(default_factory=dict)
    entries: dict[str, list[Body]] = field(default_factory=dict)
    """By prefix list."""
    flow_logs: Shelf = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """The network of an account and Region, and what names in it are made of."""

    world: World
    account: str
    region: str
    network: Network

    @classmethod
    def at(cls, world: World, account: str, region: str) -> "Place":
        """The place of an account and Region."""
        return cls(world, account, region, world.state(Network, account, region))

    @classmethod
    def of(cls, call: Call) -> "Place":
        """The place that a call reaches."""
        return cls.at(call.world, call.account, call.region)

    @property
    def vpc(self) -> str:
        """The VPC of every subnet that is not said to be in another."""
        return vpc_id(self.account, self.region)

    def arn(self, resource: str) -> str:
        """The ARN of a resource of EC2's here."""
        return f"arn:aws:ec2:{self.region}:{self.account}:{resource}"

    def id(self, prefix: str, label: str) -> str:
        """An identifier that follows from a label: `rtb-0123…`."""
        return f"{prefix}-" + derived(f"{self.account}:{self.region}", label, 17)


def vpc_id(account: str, region: str) -> str:
    """The VPC that the tasks of an account in a Region are in."""
    return "vpc-" + derived(f"{account}:{region}", "vpc", 17)


def tags(name: str, **more: str) -> list[Body]:
    """Tags, the name first."""
    return [{"Key": "Name", "Value": name}] + [{"Key": k, "Value": v} for k, v in more.items()]
