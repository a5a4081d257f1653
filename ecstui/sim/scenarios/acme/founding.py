"""How acme came to be: clusters, container instances, and its services one after another."""

from dataclasses import dataclass
from functools import partial

from ecstui.sim.scenarios.acme import deploying, requests
from ecstui.sim.scenarios.acme.account import ACCOUNT, ALICE, CI, REGION, TERRAFORM, plane
from ecstui.sim.scenarios.acme.catalogue import APPS, CLUSTERS, DATA, App
from ecstui.sim.scenarios.acme.network import subnets
from ecstui.sim.scenarios.acme.network.security import POOL_GROUPS
from ecstui.sim.services.ecs.capacity import register_instance, register_provider
from ecstui.sim.world import World

DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Pool:
    """Container instances of one Auto Scaling group; CPU in units, memory in MiB."""

    provider: str
    instances: int
    instance_type: str
    cpu: int
    memory: int


POOLS = (
    Pool("data-asg", 7, "m6i.2xlarge", 8192, 31583),
    # One indexer fits on each of these, and not two.
    Pool("index-asg", 6, "r6i.xlarge", 4096, 31744),
)
REPLACED = 6
"""The instance, in order of registration, that is drained before the user arrives."""
AGENT = App(
    "node-agent", DATA, "platform", 0, 128, 256, 5,
    port=None, launch="EC2", pool="", least=0, most=100, breaker=False, sidecars=(),
)  # fmt: skip


def found(world: World, arrival: float) -> None:
    """Make the clusters now, the services over the following weeks, and tidy up since."""
    for pool in POOLS:
        group = f"autoScalingGroup:{pool.provider}:autoScalingGroupName/{pool.provider}"
        arn = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:{group}"
        register_provider(plane(world), pool.provider, arn)
    for name in CLUSTERS:
        TERRAFORM.call(world, "CreateCluster", _cluster(name))
    for pool in POOLS:
        _buy_instances(world, pool)
    world.after(3600.0, partial(_create_daemon, world))
    for app in APPS:
        dice = world.random(f"founding:{app.cluster}:{app.name}")
        born = world.now + 7200.0 + dice.random() * 30 * DAY
        world.at(born, partial(_create, world, app))
        later = born + (arrival - 2 * DAY - born) * dice.random()
        world.at(max(later, born + 3600.0), partial(deploying.deploy, world, CI, app))
    world.at(arrival - 26 * 3600.0, partial(_drain_one, world))


def _cluster(name: str) -> dict[str, object]:
    stage = name.partition("-")[0]
    own = [pool.provider for pool in POOLS] if name == DATA else []
    return {
        "clusterName": name,
        "settings": [
            {"name": "containerInsights", "value": "enabled" if stage == "prod" else "disabled"}
        ],
        "capacityProviders": ["FARGATE", "FARGATE_SPOT", *own],
        "tags": [{"key": "env", "value": stage}, {"key": "managed-by", "value": "terraform"}],
    }


def _buy_instances(world: World, pool: Pool) -> None:
    homes = subnets.INDEX if pool.provider == "index-asg" else subnets.DATA
    for number in range(pool.instances):
        register_instance(
            plane(world),
            DATA,
            zone=REGION + "acd"[number % 3],
            instance_type=pool.instance_type,
            cpu=pool.cpu,
            memory=pool.memory,
            capacity_provider=pool.provider,
            subnet=homes.ids()[number % 3],
            groups=(POOL_GROUPS[pool.provider],),
        )


def _create_daemon(world: World) -> None:
    plane(world).state.revisions[AGENT.family] = AGENT.revision
    arn = deploying.register(world, TERRAFORM, AGENT)
    body = requests.service(AGENT, arn)
    del body["desiredCount"]
    TERRAFORM.call(world, "CreateService", {**body, "schedulingStrategy": "DAEMON"})


def _create(world: World, app: App) -> None:
    plane(world).state.revisions[app.family] = app.revision
    arn = deploying.register(world, TERRAFORM, app)
    TERRAFORM.call(world, "CreateService", requests.service(app, arn))


def _drain_one(world: World) -> None:
    old = list(plane(world).state.clusters[DATA].instances)[REPLACED]
    body = {"cluster": DATA, "containerInstances": [old], "status": "DRAINING"}
    ALICE.call(world, "UpdateContainerInstancesState", body)
