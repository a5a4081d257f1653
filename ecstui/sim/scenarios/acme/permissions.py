"""The IAM roles of acme: of its people, its pipelines, its tasks and AWS's own services."""

from ecstui.sim.scenarios.acme.account import ACCOUNT
from ecstui.sim.scenarios.acme.catalogue import APPS
from ecstui.sim.scenarios.acme.founding import AGENT
from ecstui.sim.scenarios.acme.jobs import JOBS
from ecstui.sim.services.application_autoscaling.capacity import PRINCIPAL, ROLE
from ecstui.sim.services.iam import add_role
from ecstui.sim.world import World

TASKS = "ecs-tasks.amazonaws.com"
PEOPLE = f"arn:aws:iam::{ACCOUNT}:root"


def grant(world: World) -> None:
    """Make every role that the scenario names."""
    add_role(world, ACCOUNT, "ops", PEOPLE, description="Operators")
    add_role(world, ACCOUNT, "infra", PEOPLE, description="Terraform")
    add_role(world, ACCOUNT, "ecs-events", "events.amazonaws.com")
    add_role(world, ACCOUNT, "ecs-task-execution", TASKS)
    families = {app.family for app in (*APPS, AGENT, *(job.app for job in JOBS))}
    for family in sorted(families):
        add_role(world, ACCOUNT, f"{family}-task", TASKS)
    for name, principal in (("AWSServiceRoleForECS", "ecs.amazonaws.com"), (ROLE, PRINCIPAL)):
        add_role(world, ACCOUNT, name, principal, path=f"/aws-service-role/{principal}/")
