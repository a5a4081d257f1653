"""How Application Auto Scaling says no, and what every request must name."""

from ecstui.sim.call import AwsError, Body
from ecstui.sim.services.application_autoscaling.records import DIMENSION, NAMESPACE


def invalid(message: str) -> AwsError:
    """A parameter is not acceptable."""
    return AwsError("ValidationException", message)


def check_namespace(body: Body) -> None:
    """Refuse what is no ECS service: ValidationException. The simulator scales nothing else."""
    dimension = body.get("ScalableDimension", DIMENSION)
    if body["ServiceNamespace"] != NAMESPACE or dimension != DIMENSION:
        raise invalid("Unsupported service namespace, resource type or scalable dimension")


def check_filter(body: Body, resource: str) -> None:
    """A scalable dimension filters only beside a resource (API reference): ValidationException."""
    check_namespace(body)
    if "ScalableDimension" in body and not body.get(resource):
        raise invalid("ScalableDimension cannot be given without a resource ID")
