"""Which resources CloudTrail names beside an Application Auto Scaling event; our reading."""

from ecstui.sim.call import Body


def resources(_operation: str, _given: Body, answer: Body) -> list[Body]:
    """The scalable target that was registered."""
    kind = "AWS::ApplicationAutoScaling::ScalableTarget"
    arn = answer.get("ScalableTargetARN")
    return [{"ResourceType": kind, "ResourceName": arn}] if arn else []
