"""How acme came to be: clusters, container instances, and its services one after another."""

from functools import partial

from ecstui.sim.scenarios.acme import deploying, requests
from ecstui.sim.scenarios.acme.account import ACCOUNT, ALICE, CI, REGION, TERRAFORM, plane
from ecstui.sim.scenarios.acme.catalogue import APPS, CLUSTERS, DATA, App
from ecstui.sim.services.ecs.capacity import register_instance, register_provider
from ecstui.sim.world import World

DAY = 86400.0
INSTANCES = 6
ASG = "autoScalingGroup:0a1b2c3d:autoScalingGroupName/data"
AGENT = App(
    "node-agent", DATA, "platform", 0, 128, 256, 5,
    port=None, launch="EC2", least=0, most=100, breaker=False, sidecars=(),
)  # fmt: skip


def found(world: World, arrival: float) -> None:
    """Make the clusters now, the services over the following weeks, and tidy up since."""
    group = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:{ASG}"
    register_provider(plane(world), "data-asg", group)
    for name in CLUSTERS:
        TERRAFORM.call(world, "CreateCluster", _cluster(name))
    _buy_instances(world)
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
    return {
        "clusterName": name,
        "settings": [
            {"name": "containerInsights", "value": "enabled" if stage == "prod" else "disabled"}
        ],
        "capacityProviders": ["FARGATE", "FARGATE_SPOT"] + (["data-asg"] if name == DATA else []),
        "tags": [{"key": "env", "value": stage}, {"key": "managed-by", "value": "terraform"}],
    }


def _buy_instances(world: World) -> None:
    """Six instances that run services, and one that is replaced later."""
    for number in range(INSTANCES + 1):
        register_instance(
            plane(world),
            DATA,
            zone=REGION + "acd"[number % 3],
            instance_type="m6i.2xlarge",
            cpu=8192,
            memory=31583,
            capacity_provider="data-asg",
        )


def _create_daemon(world: World) -> None:
    plane(world).state.revisions[AGENT.family] = AGENT.revision
    arn = deploying.register(world, TERRAFORM, AGENT)
    body = requests.service(AGENT, arn)
    del body["desiredCount"], body["placementStrategy"]
    TERRAFORM.call(world, "CreateService", {**body, "schedulingStrategy": "DAEMON"})


def _create(world: World, app: App) -> None:
    plane(world).state.revisions[app.family] = app.revision
    arn = deploying.register(world, TERRAFORM, app)
    TERRAFORM.call(world, "CreateService", requests.service(app, arn))


def _drain_one(world: World) -> None:
    last = list(plane(world).state.clusters[DATA].instances)[INSTANCES]
    body = {"cluster": DATA, "containerInstances": [last], "status": "DRAINING"}
    ALICE.call(world, "UpdateContainerInstancesState", body)
