"""Services whose deployments somebody else controls: CODE_DEPLOY and EXTERNAL.

What UpdateService may change: UpdateService in the API reference. The refusals for CODE_DEPLOY are
AWS's words, as its users report them; those for EXTERNAL are modelled on them.
Our reading: the tasks of such a service are a task set, which the scheduler keeps like a
deployment; there is no service deployment. Of several task sets of a service, and of CodeDeploy,
nothing is simulated.
"""

from ecstui.sim.call import Body
from ecstui.sim.services.ecs import refusals
from ecstui.sim.services.ecs.records.service import Service

WORDS = {
    "taskDefinition": "task definition",
    "networkConfiguration": "network parameters",
    "platformVersion": "platform version",
    "loadBalancers": "load balancers",
    "serviceRegistries": "service registries",
    "launchType": "launch type",
    "capacityProviderStrategy": "capacity provider strategy",
}
"""Members that belong to a task set, as the refusals call them."""
INSTEAD = {
    "CODE_DEPLOY": ("a CODE_DEPLOY", "Use AWS CodeDeploy to trigger a new deployment."),
    "EXTERNAL": ("an EXTERNAL", "Create a new task set."),
}


def check_creation(body: Body) -> None:
    """An EXTERNAL service is made without what its task sets will have."""
    if _type(body) == "EXTERNAL":
        _refuse_members("EXTERNAL", body, "specify")
    elif "taskDefinition" not in body:
        raise refusals.invalid("taskDefinition can not be blank.")


def _type(body: Body) -> str:
    return str(body.get("deploymentController", {}).get("type", "ECS"))


def check_update(service: Service, body: Body) -> None:
    """Refuse what belongs to whoever deploys; InvalidParameterException."""
    kind = service.controller
    if kind == "ECS":
        return
    _refuse_members(kind, body, "update")
    if body.get("forceNewDeployment"):
        who, instead = INSTEAD[kind]
        raise refusals.invalid(
            f"Cannot force a new deployment on services with {who} deployment controller. {instead}"
        )


def _refuse_members(kind: str, body: Body, verb: str) -> None:
    who, instead = INSTEAD[kind]
    for member, words in WORDS.items():
        if member in body:
            raise refusals.invalid(
                f"Unable to {verb} {words} on services with {who} deployment controller. {instead}"
            )
