"""What a request asks for, checked and with AWS's defaults.

Defaults and limits: CreateService, UpdateService and RunTask in the API reference.
"""

from typing import Any

from ecstui.sim.call import Body
from ecstui.sim.services.ecs import hooks, refusals
from ecstui.sim.services.ecs.records.capacity import Cluster
from ecstui.sim.services.ecs.records.definition import TaskDefinition
from ecstui.sim.services.ecs.records.service import Service

Tags = list[dict[str, str]]

ROLLED = (
    "launchType",
    "capacityProviderStrategy",
    "platformVersion",
    "networkConfiguration",
    "loadBalancers",
    "serviceRegistries",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "vpcLatticeConfigurations",
    "gatewayConnectors",
    "monitoring",
)
"""Settings that a service revision holds: changing one means a new deployment."""
KEPT = (
    "placementConstraints",
    "placementStrategy",
    "healthCheckGracePeriodSeconds",
    "deploymentController",
    "enableECSManagedTags",
    "propagateTags",
    "enableExecuteCommand",
    "availabilityZoneRebalancing",
)
"""Settings that change without a deployment."""
MOST_SUBNETS, MOST_SECURITY_GROUPS = 16, 5


def chosen(body: Body, cluster: Cluster, definition: TaskDefinition) -> dict[str, Any]:
    """The settings of a new service or task; InvalidParameterException if they do not fit."""
    found = {name: body[name] for name in ROLLED if name in body}
    if "launchType" in found and found.get("capacityProviderStrategy"):
        raise refusals.invalid(
            "Specifying both a launch type and capacity provider strategy is not supported. "
            "Remove one and try again."
        )
    if not found.get("capacityProviderStrategy"):
        found.pop("capacityProviderStrategy", None)
        _default_launch(found, cluster)
    if _on_fargate(found):
        found.setdefault("platformVersion", "LATEST")
    check(found, cluster, definition)
    return found


def _default_launch(found: dict[str, Any], cluster: Cluster) -> None:
    if "launchType" in found:
        return
    if cluster.default_strategy:
        found["capacityProviderStrategy"] = cluster.default_strategy
    else:
        found["launchType"] = "EC2"


def _on_fargate(found: dict[str, Any]) -> bool:
    strategy = found.get("capacityProviderStrategy")
    if strategy:
        return all(item["capacityProvider"].startswith("FARGATE") for item in strategy)
    return found.get("launchType") == "FARGATE"


def check(found: dict[str, Any], cluster: Cluster, definition: TaskDefinition) -> None:
    """Whether settings go together; InvalidParameterException if not."""
    _check_strategy(found.get("capacityProviderStrategy", []), cluster)
    network = found.get("networkConfiguration", {}).get("awsvpcConfiguration")
    if definition.network_mode == "awsvpc" and not network:
        raise refusals.invalid(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified."
        )
    if definition.network_mode != "awsvpc" and network:
        raise refusals.invalid(
            "Network Configuration is not valid for the given networkMode of this task definition."
        )
    if network:
        _check_network(network)
    if _on_fargate(found) and not definition.fargate:
        raise refusals.invalid("Task definition does not support launch_type FARGATE.")


def _check_strategy(strategy: list[Body], cluster: Cluster) -> None:
    names = [item["capacityProvider"] for item in strategy]
    if any(name not in cluster.capacity_providers for name in names):
        raise refusals.invalid(
            "The specified capacity provider strategy cannot contain a capacity provider that is "
            "not associated with the cluster. Associate the capacity provider with the cluster, "
            "and try again."
        )
    if len({name.startswith("FARGATE") for name in names}) > 1:
        raise refusals.invalid(
            "The specified capacity provider strategy contains a combination of Fargate and Auto "
            "Scaling group capacity providers. Use one of them."
        )


def _check_network(network: Body) -> None:
    if not network["subnets"]:
        raise refusals.invalid("subnets can not be empty.")
    if len(network["subnets"]) > MOST_SUBNETS:
        raise refusals.invalid(f"subnets can have at most {MOST_SUBNETS} items.")
    if len(network.get("securityGroups", [])) > MOST_SECURITY_GROUPS:
        raise refusals.invalid(f"securityGroups can have at most {MOST_SECURITY_GROUPS} items.")


def configured(given: Body | None, scheduling: str = "REPLICA") -> dict[str, Any]:
    """A deployment configuration with its defaults; InvalidParameterException if it cannot work."""
    daemon = scheduling == "DAEMON"
    result: dict[str, Any] = {
        "deploymentCircuitBreaker": {"enable": False, "rollback": False},
        "maximumPercent": 100 if daemon else 200,
        "minimumHealthyPercent": 0 if daemon else 100,
        "strategy": "ROLLING",
        **(given or {}),
    }
    _check_configuration(result)
    return result


def _check_configuration(result: dict[str, Any]) -> None:
    least, most = result["minimumHealthyPercent"], result["maximumPercent"]
    if result["strategy"] != "ROLLING":
        raise refusals.invalid(f"The simulator does not deploy {result['strategy']} yet.")
    hooks.check(result.get("lifecycleHooks", []))
    if not 0 <= least <= 100:
        raise refusals.invalid("minimumHealthyPercent must be between 0 and 100.")
    if most < 100:
        raise refusals.invalid("maximumPercent must be at least 100.")
    if least == most == 100:
        raise refusals.invalid(
            "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block "
            "deployments."
        )


def traits(body: Body) -> dict[str, Any]:
    """What of a new service can change without a deployment, with defaults."""
    return {
        "placementConstraints": [],
        "placementStrategy": [],
        "deploymentController": {"type": "ECS"},
        "enableECSManagedTags": False,
        "propagateTags": "NONE",
        "enableExecuteCommand": False,
        "availabilityZoneRebalancing": "ENABLED",
        **{name: body[name] for name in KEPT if name in body},
    }


def service_task_tags(service: Service, definition: TaskDefinition) -> Tags:
    """The tags of the tasks that a service starts from now on."""
    source = {**service.traits, "tags": service.tags}
    return task_tags(source, service.cluster.name, service.name, definition)


def task_tags(
    body: Body, cluster: str, service: str | None, definition: TaskDefinition | None
) -> Tags:
    """The tags of a task: its own or propagated ones, and those that ECS manages."""
    source = body.get("propagateTags", "NONE")
    own: Tags = body.get("tags", [])
    if service is not None and source != "SERVICE":
        own = []
    found = {tag["key"]: tag.get("value", "") for tag in own}
    if source == "TASK_DEFINITION" and definition:
        found = {tag["key"]: tag.get("value", "") for tag in definition.tags} | found
    if body.get("enableECSManagedTags"):
        found["aws:ecs:clusterName"] = cluster
        if service is not None:
            found["aws:ecs:serviceName"] = service
    return [{"key": key, "value": value} for key, value in found.items()]
