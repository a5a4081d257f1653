"""Reads of Amazon ECS, one file for each kind of thing."""

from ecstui.aws.ecs.capacity_providers import capacity_providers
from ecstui.aws.ecs.clusters import cluster, clusters
from ecstui.aws.ecs.container_instances import container_instances
from ecstui.aws.ecs.described import Progress
from ecstui.aws.ecs.in_use import all_services, definitions_in_use
from ecstui.aws.ecs.raw import Kind, raw, raw_task_definition
from ecstui.aws.ecs.service_deployments import service_deployments, service_history
from ecstui.aws.ecs.service_revisions import service_revisions
from ecstui.aws.ecs.services import service_arns, services
from ecstui.aws.ecs.task_definition_copy import RegistrationCopy, copy_for_registration
from ecstui.aws.ecs.task_definitions import (
    task_definition,
    task_definition_families,
    task_definition_revisions,
)
from ecstui.aws.ecs.task_protection import task_protection
from ecstui.aws.ecs.tasks import DesiredStatus, describe_tasks, task_arns, tasks

__all__ = [
    "DesiredStatus",
    "Kind",
    "Progress",
    "RegistrationCopy",
    "all_services",
    "capacity_providers",
    "cluster",
    "clusters",
    "container_instances",
    "copy_for_registration",
    "definitions_in_use",
    "describe_tasks",
    "raw",
    "raw_task_definition",
    "service_arns",
    "service_deployments",
    "service_history",
    "service_revisions",
    "services",
    "task_arns",
    "task_definition",
    "task_definition_families",
    "task_definition_revisions",
    "task_protection",
    "tasks",
]
