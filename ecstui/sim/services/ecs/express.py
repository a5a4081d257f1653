"""Express Mode services, which no operation here makes: ECS manages their resources.

Their changes go through UpdateExpressGatewayService, which is not simulated.
"""

from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.state import Plane


def manage_by_ecs(plane: Plane, cluster_name: str, service_name: str) -> Service:
    """Turn a service into one of Express Mode: its `resourceManagementType` becomes ECS."""
    service = plane.state.clusters[cluster_name].services[service_name]
    service.management = "ECS"
    return service
