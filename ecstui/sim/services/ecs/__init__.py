"""The simulated Amazon ECS: it converges like the real one, by our reading of AWS's documentation.

An operation is one function in `operations/` and one line in `OPERATIONS` here.
"""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.ecs.operations import (
    clusters,
    deployments,
    execute_command,
    instances,
    providers,
    service_changes,
    services,
    tags,
    task_changes,
    task_definitions,
    task_protection,
    task_sets,
    tasks,
)
from ecstui.sim.services.ecs.passed_roles import passed_roles
from ecstui.sim.services.ecs.state import EcsState, Plane
from ecstui.sim.services.ecs.trail import resources

__all__ = ["OPERATIONS", "SERVICE", "EcsState", "Plane"]

OPERATIONS = {
    "ContinueServiceDeployment": Operation(deployments.continue_service_deployment, writes=True),
    "CreateCluster": Operation(clusters.create_cluster, writes=True),
    "CreateService": Operation(service_changes.create_service, writes=True),
    "CreateTaskSet": Operation(task_sets.create_task_set, writes=True),
    "DeleteService": Operation(service_changes.delete_service, writes=True),
    "DeregisterTaskDefinition": Operation(task_definitions.deregister_task_definition, writes=True),
    "DescribeCapacityProviders": Operation(providers.describe_capacity_providers),
    "DescribeClusters": Operation(clusters.describe_clusters),
    "DescribeContainerInstances": Operation(instances.describe_container_instances),
    "DescribeServiceDeployments": Operation(deployments.describe_service_deployments),
    "DescribeServiceRevisions": Operation(deployments.describe_service_revisions),
    "DescribeServices": Operation(services.describe_services),
    "DescribeTaskDefinition": Operation(task_definitions.describe_task_definition),
    "DescribeTasks": Operation(tasks.describe_tasks),
    "ExecuteCommand": Operation(execute_command.execute_command, writes=True),
    "GetTaskProtection": Operation(task_protection.get_task_protection),
    "ListClusters": Operation(clusters.list_clusters),
    "ListContainerInstances": Operation(instances.list_container_instances),
    "ListServiceDeployments": Operation(deployments.list_service_deployments),
    "ListServices": Operation(services.list_services),
    "ListTagsForResource": Operation(tags.list_tags_for_resource),
    "ListTaskDefinitionFamilies": Operation(task_definitions.list_task_definition_families),
    "ListTaskDefinitions": Operation(task_definitions.list_task_definitions),
    "ListTasks": Operation(tasks.list_tasks),
    "RegisterTaskDefinition": Operation(task_definitions.register_task_definition, writes=True),
    "RunTask": Operation(task_changes.run_task, writes=True),
    "StopServiceDeployment": Operation(deployments.stop_service_deployment, writes=True),
    "StopTask": Operation(task_changes.stop_task, writes=True),
    "UpdateContainerInstancesState": Operation(
        instances.update_container_instances_state, writes=True
    ),
    "UpdateService": Operation(service_changes.update_service, writes=True),
    "UpdateTaskProtection": Operation(task_protection.update_task_protection, writes=True),
}

SERVICE = SimulatedService(
    name="ecs",
    operations=OPERATIONS,
    invalid_code="InvalidParameterException",
    resources=resources,
    passed_roles=passed_roles,
)
