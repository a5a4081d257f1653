"""Which IAM roles a call hands to ECS.

Source: IAM user guide, "Granting a user permissions to pass a role to an AWS service"; ECS
developer guide, "Amazon ECS task execution IAM role". A call that names no task definition, such as
a change of the desired count, passes none.
"""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs.operations import finding

ROLES = ("executionRoleArn", "taskRoleArn")
STARTERS = frozenset({"CreateService", "UpdateService", "RunTask", "CreateTaskSet"})
"""Operations that use a task definition which somebody else may have registered."""


def passed_roles(call: Call, body: Body) -> list[str]:
    """The ARNs of the roles that a call passes, each once."""
    sources: list[Body] = []
    if call.operation == "RegisterTaskDefinition":
        sources = [body]
    elif call.operation in STARTERS and "taskDefinition" in body:
        found = finding.definition_or_none(call, str(body["taskDefinition"]))
        overrides = body.get("overrides", {})
        sources = [{**found.body, **overrides}] if found else []
    named = (source.get(name) for source in sources for name in ROLES)
    return list(dict.fromkeys(role for role in named if role))
