"""Which resources CloudTrail names beside an IAM event.

The choice of resources is our reading of the CloudTrail user guide.
"""

from ecstui.sim.call import Body

NAMED = {
    "AccessKeyId": "AWS::IAM::AccessKey",
    "UserName": "AWS::IAM::User",
    "RoleName": "AWS::IAM::Role",
    "PolicyName": "AWS::IAM::Policy",
}
"""Member of an input, or of the key in an output: resource type."""


def resources(_operation: str, given: Body, answer: Body) -> list[Body]:
    """What an operation made, changed or took away."""
    members = {**given, **answer.get("AccessKey", {})}
    return [
        {"ResourceType": kind, "ResourceName": members[member]}
        for member, kind in NAMED.items()
        if member in members
    ]
