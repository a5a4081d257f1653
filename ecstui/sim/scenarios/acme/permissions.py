"""The IAM roles of acme: of its people, its pipelines, its tasks and AWS's own services."""

from ecstui.sim.scenarios.acme import policies
from ecstui.sim.scenarios.acme.account import ACCOUNT, REGION
from ecstui.sim.scenarios.acme.catalogue import APPS
from ecstui.sim.scenarios.acme.founding import AGENT
from ecstui.sim.scenarios.acme.jobs import JOBS
from ecstui.sim.services.application_autoscaling.capacity import PRINCIPAL, ROLE
from ecstui.sim.services.iam import LastUse, add_role
from ecstui.sim.services.iam.records import Role
from ecstui.sim.world import World

TASKS = "ecs-tasks.amazonaws.com"
PEOPLE = f"arn:aws:iam::{ACCOUNT}:root"
YEAR = 365 * 86400.0
MIGHTY = "clickstream-compact-task"
"""A task role with more than it needs: somebody was in a hurry."""


def grant(world: World, arrival: float) -> None:
    """Make every role that the scenario names, and the policies that they have."""
    founded = arrival - 2 * YEAR
    policies.write_policies(world, founded)
    for name, described in (("ops", "Operators"), ("infra", "Terraform")):
        role = add_role(world, ACCOUNT, name, PEOPLE, description=described, created_at=founded)
        role.grants.attached = [policies.ADMINISTRATOR]
    add_role(world, ACCOUNT, "ecs-events", "events.amazonaws.com", created_at=founded)
    execution = add_role(world, ACCOUNT, "ecs-task-execution", TASKS, created_at=founded)
    execution.grants.attached = [policies.EXECUTION]
    _use(execution, arrival - 300)
    _grant_tasks(world, founded, arrival)
    _grant_services(world, founded, arrival)


def _grant_tasks(world: World, founded: float, arrival: float) -> None:
    families = {app.family for app in (*APPS, AGENT, *(job.app for job in JOBS))}
    for family in sorted(families):
        role = add_role(world, ACCOUNT, f"{family}-task", TASKS, created_at=founded + 30 * 86400)
        role.grants.inline["app"] = policies.of_tasks(family)
        if role.name == MIGHTY:
            role.grants.attached = [policies.ADMINISTRATOR]
        _use(role, arrival - 600)


def _grant_services(world: World, founded: float, arrival: float) -> None:
    instance = add_role(world, ACCOUNT, "ecs-instance", "ec2.amazonaws.com", created_at=founded)
    instance.grants.attached, instance.profile = [policies.INSTANCE], "ecs-instance"
    _use(instance, arrival - 120)
    for name, principal in (("AWSServiceRoleForECS", "ecs.amazonaws.com"), (ROLE, PRINCIPAL)):
        path = f"/aws-service-role/{principal}/"
        linked = add_role(world, ACCOUNT, name, principal, path=path, created_at=founded)
        _use(linked, arrival - 60)


def _use(role: Role, at: float) -> None:
    role.last_use = LastUse(at, "", REGION)
