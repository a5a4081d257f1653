"""Security groups, network ACLs and interface endpoints of acme."""

from ecstui.sim.scenarios.acme.account import SMALL_SUBNET
from ecstui.sim.scenarios.acme.catalogue import APPS, CLUSTERS, App
from ecstui.sim.scenarios.acme.network.subnets import CIDR, ENDPOINTS, place, subnet
from ecstui.sim.services.ec2.endpoints import interface_endpoint
from ecstui.sim.services.ec2.network import Place
from ecstui.sim.services.ec2.rules import EVERYWHERE_6, acl, allow, entry, group
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.world import World

ENDPOINT_GROUP, LOGS_GROUP = "sg-0a1b2c3d4e5f60001", "sg-0a1b2c3d4e5f60002"
POOL_GROUPS = {"data-asg": "sg-0a1b2c3d4e5f60011", "index-asg": "sg-0a1b2c3d4e5f60012"}
SMALL_ACL = "acl-0a1b2c3d4e5f60001"
FORGOTTEN = "checkout-loadtest"
"""Made after the list of those who may write logs, and never added to it."""
SHARED = ("ecs", "ecs-agent", "ecs-telemetry", "secretsmanager")
"""Services whose endpoints let the whole VPC in."""
HTTPS = (443, 443)


def group_of(app: App) -> str:
    """The security group of a service."""
    return "sg-" + derived(app.name, app.stage, 17)


def balancer_group(cluster: str) -> str:
    """The security group of a cluster's load balancer."""
    return "sg-" + derived(cluster, "balancer", 17)


def declare(world: World) -> None:
    """Declare who may talk to whom."""
    here = place(world)
    for cluster in CLUSTERS:
        group(here, balancer_group(cluster), f"{cluster}-alb", f"Load balancer of {cluster}")
        allow(here, balancer_group(cluster), ports=HTTPS)
    for app in APPS:
        if app.launch != "EC2":
            _of_app(here, app)
    for pool, name in POOL_GROUPS.items():
        group(here, name, pool, f"Container instances of {pool}")
        allow(here, name, ports=(32768, 65535), source=CIDR, description="dynamic host ports")
        allow(here, name, "-1", source=EVERYWHERE_6, egress=True)
    _endpoints(world, here)
    _small_acl(here)


def _of_app(here: Place, app: App) -> None:
    name = group_of(app)
    group(here, name, f"{app.stage}-{app.name}", f"Tasks of {app.name}")
    if app.port:
        source = balancer_group(app.cluster) if app.balanced else CIDR
        allow(here, name, ports=(app.port, app.port), source=source)


def _endpoints(world: World, here: Place) -> None:
    group(here, ENDPOINT_GROUP, "endpoints", "Interface endpoints")
    allow(here, ENDPOINT_GROUP, ports=HTTPS, source=CIDR)
    group(here, LOGS_GROUP, "endpoint-logs", "The endpoint of CloudWatch Logs")
    writers = [group_of(app) for app in APPS if app.launch != "EC2" and app.name != FORGOTTEN]
    for writer in (*writers, *POOL_GROUPS.values(), here.id("sg", here.vpc)):
        allow(here, LOGS_GROUP, ports=HTTPS, source=writer)
    homes = [subnet(world, name) for name in ENDPOINTS.ids()]
    for service in SHARED:
        interface_endpoint(here, service, homes, [ENDPOINT_GROUP])
    interface_endpoint(here, "logs", homes, [LOGS_GROUP])


def _small_acl(here: Place) -> None:
    """It lets HTTPS out, and of what comes in only requests: no answer finds its way back."""
    https_out = entry(100, egress=True, protocol="6", ports=HTTPS)
    answers_out = entry(110, egress=True, protocol="6", ports=(1024, 65535), cidr=CIDR)
    requests_in = entry(100, protocol="6", ports=(8080, 8080), cidr=CIDR)
    entries = [https_out, answers_out, requests_in]
    acl(here, SMALL_ACL, "acme-prod-loyalty", entries, [SMALL_SUBNET.id])
