"""Whether ECS itself may be asked to change a service, and who must be asked if not.

Sources: Amazon ECS API Reference, UpdateService (what may be changed under which deployment
controller); Developer Guide, "Amazon ECS Express Mode".
"""

from typing import Any

from ecstui.actions.action import Refused
from ecstui.model.ecs import Service

EXPRESS = "an Express service: change it with UpdateExpressGatewayService"
ELSEWHERE = {
    "CODE_DEPLOY": "deployment controller is CODE_DEPLOY: use CodeDeploy",
    "EXTERNAL": "deployment controller is EXTERNAL: use task sets (CreateTaskSet)",
}
"""Why there is no deployment by UpdateService, by the type of the deployment controller."""


def obstacle(facts: Any, *, deploys: bool = True) -> str:
    """Why a service cannot be changed, in one clause; empty if it can.

    :param facts: the service, or whatever is known of it: what is no service has no obstacle.
    :param deploys: whether the change begins or ends a deployment. The desired count may be
        changed under every deployment controller.
    """
    if not isinstance(facts, Service):
        return ""
    if facts.status != "ACTIVE":
        return f"the service is {facts.status}"
    if facts.resource_management_type == "ECS":
        return EXPRESS
    controller = facts.deployment_controller
    return ELSEWHERE.get(controller.type, "") if deploys and controller is not None else ""


def refuse(service: Service, *, deploys: bool = True) -> None:
    """Do not plan a change that cannot be made.

    :raises Refused: there is an `obstacle`.
    """
    if why := obstacle(service, deploys=deploys):
        raise Refused(f"{service.service_name}: {why}.")
