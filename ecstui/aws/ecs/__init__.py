"""Reads of Amazon ECS, one file for each kind of thing."""

from ecstui.aws.ecs.clusters import cluster, clusters
from ecstui.aws.ecs.described import Progress
from ecstui.aws.ecs.service_deployments import service_deployments
from ecstui.aws.ecs.services import service_arns, services
from ecstui.aws.ecs.tasks import DesiredStatus, describe_tasks, task_arns, tasks

__all__ = [
    "DesiredStatus",
    "Progress",
    "cluster",
    "clusters",
    "describe_tasks",
    "service_arns",
    "service_deployments",
    "services",
    "task_arns",
    "tasks",
]
