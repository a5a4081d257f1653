"""Scheduled tasks that belong to no service."""

from dataclasses import dataclass
from functools import partial

from ecstui.sim.scenarios.acme import deploying
from ecstui.sim.scenarios.acme.account import PRIVATE_SUBNETS, SCHEDULE, TERRAFORM
from ecstui.sim.scenarios.acme.catalogue import DATA, WEB, App
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World


@dataclass(frozen=True, slots=True)
class Job:
    """Something that runs every so often; times in seconds."""

    app: App
    rule: str
    every: float
    takes: float
    at_once: int = 1


def _app(name: str, cluster: str, team: str, revision: int) -> App:
    return App(name, cluster, team, 0, 512, 1024, revision, port=None, sidecars=())


JOBS = (
    Job(_app("sitemap-refresh", WEB, "web", 7), "sitemap", 900.0, 420.0),
    Job(_app("price-import", WEB, "checkout", 21), "prices", 1800.0, 700.0, 2),
    Job(_app("ledger-reconcile", DATA, "finance", 13), "reconcile", 3600.0, 1500.0),
    Job(_app("clickstream-compact", DATA, "data", 16), "compact", 1200.0, 800.0, 3),
)


def begin(world: World, arrival: float) -> None:
    """Have the jobs run from a few hours before the arrival on."""
    for job in JOBS:
        world.at(arrival - 6 * 3600.0, partial(_install, world, job))


def _install(world: World, job: Job) -> None:
    behaviour = CrashAfter(job.takes, exit_code=0, spread=0.3)
    arn = deploying.register(world, TERRAFORM, job.app, behaviour=behaviour)
    first = world.random(f"job:{job.rule}").uniform(0, job.every)
    world.after(first, partial(_run, world, job, arn))


def _run(world: World, job: Job, definition: str) -> None:
    network = {"subnets": list(PRIVATE_SUBNETS), "assignPublicIp": "DISABLED"}
    body = {
        "cluster": job.app.cluster,
        "taskDefinition": definition,
        "count": job.at_once,
        "launchType": "FARGATE",
        "startedBy": f"events-rule/{job.rule}",
        "networkConfiguration": {"awsvpcConfiguration": network},
        "propagateTags": "TASK_DEFINITION",
        "enableECSManagedTags": True,
    }
    SCHEDULE.call(world, "RunTask", body)
    world.after(job.every, partial(_run, world, job, definition))
