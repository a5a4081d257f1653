"""Which resources CloudTrail names beside an ECS event.

The choice of resources is our reading of the CloudTrail user guide; ECS's own events name few.
"""

from ecstui.sim.call import Body

NAMED = {
    "cluster": ("AWS::ECS::Cluster", "clusterArn"),
    "service": ("AWS::ECS::Service", "serviceArn"),
    "task": ("AWS::ECS::Task", "taskArn"),
    "taskDefinition": ("AWS::ECS::TaskDefinition", "taskDefinitionArn"),
}
"""Member of an output that holds one resource: (resource type, its ARN's member)."""


def resources(_operation: str, given: Body, answer: Body) -> list[Body]:
    """What an operation made or changed, and the cluster it was in."""
    found = [
        {"ResourceType": kind, "ResourceName": answer[member][name]}
        for member, (kind, name) in NAMED.items()
        if member in answer
    ]
    for task in answer.get("tasks", []):
        found.append({"ResourceType": "AWS::ECS::Task", "ResourceName": task["taskArn"]})
    if "cluster" in given:
        found.append({"ResourceType": "AWS::ECS::Cluster", "ResourceName": given["cluster"]})
    return found
