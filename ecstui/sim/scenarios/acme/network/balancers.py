"""The network interfaces of acme's load balancers, one in each public subnet."""

from ecstui.sim.scenarios.acme.account import plane
from ecstui.sim.scenarios.acme.catalogue import APPS, CLUSTERS
from ecstui.sim.scenarios.acme.network.security import balancer_group
from ecstui.sim.scenarios.acme.network.subnets import PUBLIC, place, subnet
from ecstui.sim.services.ec2.endpoints import add_interface
from ecstui.sim.services.elbv2.groups import balancer_arn
from ecstui.sim.world import World

OWNER = "amazon-elb"
"""Who requests the network interfaces of load balancers."""


def declare(world: World) -> None:
    """Declare those of every cluster that has a load balancer."""
    here = place(world)
    for cluster in CLUSTERS:
        if not any(app.balanced and app.cluster == cluster for app in APPS):
            continue
        arn = balancer_arn(
            here.account, here.region, cluster, plane(world).arn(f"cluster/{cluster}")
        )
        description = "ELB " + arn.partition(":loadbalancer/")[2]
        for name in PUBLIC.ids():
            eni = here.id("eni", f"{cluster}:{name}")
            groups = [balancer_group(cluster)]
            more = {"RequesterId": OWNER, "RequesterManaged": True}
            add_interface(here, eni, subnet(world, name), description, groups, **more)
