"""DescribeTargetGroups: the target groups that ECS services name in their load balancers.

A group is there because a service names it; its health check is one and the same for all.
"""

from dataclasses import dataclass, field

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.network import vpc_id
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.state import EcsState
from ecstui.sim.services.paging import page

MOST = 400
INTERVAL, HEALTHY_AFTER = 10, 2
"""Seconds between health checks, and how many in a row make a target healthy."""


@dataclass(slots=True)
class TargetGroup:
    """A target group and the services that register their tasks with it."""

    arn: str
    container: str
    port: int
    by_address: bool
    """Whether targets are addresses (awsvpc tasks), not instances."""
    services: list[Service] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The short name in the ARN."""
        return self.arn.split("/")[1]

    @property
    def balancer(self) -> str:
        """The ARN of the load balancer in front of it: one for each cluster."""
        region, account = self.arn.split(":")[3:5]
        cluster = self.services[0].cluster
        return balancer_arn(account, region, cluster.name, cluster.arn)


def balancer_arn(account: str, region: str, cluster: str, cluster_arn: str) -> str:
    """The ARN of the load balancer of a cluster."""
    name = f"app/{cluster}/{derived(cluster_arn, 'balancer', 16)}"
    return f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/{name}"


def groups(call: Call) -> dict[str, TargetGroup]:
    """All target groups by ARN, from the state of ECS at this moment."""
    found: dict[str, TargetGroup] = {}
    place = f"arn:aws:elasticloadbalancing:{call.region}:{call.account}:targetgroup/"
    for service in _services(call):
        for item in _named(service):
            arn = item.get("targetGroupArn", "")
            if arn.startswith(place):
                _join(found, arn, item, service)
    return found


def _services(call: Call) -> list[Service]:
    clusters = call.world.state(EcsState, call.account, call.region).clusters.values()
    return [s for c in clusters for s in c.services.values() if s.status != "INACTIVE"]


def _named(service: Service) -> list[Body]:
    """The load balancers of a service, and of deployments that still run without them."""
    revisions = [deployment.revision.settings for deployment in service.deployments]
    return [
        item
        for settings in (service.settings, *revisions)
        for item in settings.get("loadBalancers", [])
    ]


def _join(found: dict[str, TargetGroup], arn: str, item: Body, service: Service) -> None:
    if arn not in found:
        by_address = service.definition.network_mode == "awsvpc"
        container, port = item["containerName"], item["containerPort"]
        found[arn] = TargetGroup(arn, container, port, by_address)
    if service not in found[arn].services:
        found[arn].services.append(service)


def describe_target_groups(call: Call, body: Body) -> Body:
    """All groups, or those of a load balancer, with certain ARNs or names; up to 400 a page.

    :raises AwsError: TargetGroupNotFoundException, LoadBalancerNotFoundException, ValidationError.
    """
    known = groups(call)
    chosen = _chosen(known, body)
    refusal = AwsError("ValidationError", "Invalid marker", 400)
    asked = {k: v for k, v in body.items() if k not in {"Marker", "PageSize"}}
    size = body.get("PageSize", MOST)
    arns, marker = page(sorted(chosen), size, body.get("Marker"), asked, refusal)
    return {
        "TargetGroups": [_render(call, known[arn]) for arn in arns],
        "NextMarker": marker,
    }


def _chosen(known: dict[str, TargetGroup], body: Body) -> set[str]:
    arns, names = body.get("TargetGroupArns", []), body.get("Names", [])
    by_name = {group.name: arn for arn, group in known.items()}
    if not set(arns) <= set(known) or not set(names) <= set(by_name):
        raise not_found()
    balancer = body.get("LoadBalancerArn")
    if balancer is None:
        return {*arns, *(by_name[name] for name in names)} or set(known)
    behind = {arn for arn, group in known.items() if group.balancer == balancer}
    if not behind:
        raise AwsError("LoadBalancerNotFoundException", f"Load balancer '{balancer}' not found")
    return behind


def not_found() -> AwsError:
    """No such target group."""
    return AwsError("TargetGroupNotFoundException", "One or more target groups not found")


def _render(call: Call, group: TargetGroup) -> Body:
    return {
        "TargetGroupArn": group.arn,
        "TargetGroupName": group.name,
        "Protocol": "HTTP",
        "Port": group.port,
        "VpcId": vpc_id(call.account, call.region),
        "HealthCheckProtocol": "HTTP",
        "HealthCheckPort": "traffic-port",
        "HealthCheckEnabled": True,
        "HealthCheckIntervalSeconds": INTERVAL,
        "HealthCheckTimeoutSeconds": 5,
        "HealthyThresholdCount": HEALTHY_AFTER,
        "UnhealthyThresholdCount": 2,
        "HealthCheckPath": "/healthz",
        "Matcher": {"HttpCode": "200"},
        "LoadBalancerArns": [group.balancer],
        "TargetType": "ip" if group.by_address else "instance",
        "ProtocolVersion": "HTTP1",
        "IpAddressType": "ipv4",
    }
