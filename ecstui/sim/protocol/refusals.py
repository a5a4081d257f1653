"""Malformed input in AWS's words: what a ShapeError is called by each protocol and service."""

from ecstui.sim.call import AwsError, SimulatedService
from ecstui.sim.protocol.checking import ShapeError
from ecstui.sim.protocol.models import Model


class ModelError(Exception):
    """The simulator itself broke the model: an unknown member, or output of the wrong shape."""


def malformed(service: SimulatedService, model: Model, misfit: ShapeError) -> AwsError:
    """How `service` refuses input that does not fit its model.

    The wording is that of AWS's own validation ("1 validation error detected: …"), of which only
    the first is reported here.

    :raises ModelError: the input names a member that the model does not know. The wire drops
        those, so it comes from inside the simulator.
    """
    if misfit.kind == "unknown":
        raise ModelError(f"{service.name} input: {misfit}")
    if model.metadata["protocol"] == "ec2":
        return _ec2(misfit)
    if misfit.kind == "type" and "json" in model.metadata["protocols"]:
        return AwsError("SerializationException", misfit.text)
    top = misfit.path[0] if misfit.path else ""
    code = service.invalid_members.get(top, service.invalid_code)
    return AwsError(code, _sentence(misfit), 400)


def _sentence(misfit: ShapeError) -> str:
    value = "null" if misfit.kind == "required" else f"'{misfit.value}'"
    place = ".".join(step[:1].lower() + step[1:] for step in misfit.path)
    return (
        f"1 validation error detected: Value {value} at '{place}' "
        f"failed to satisfy constraint: {misfit.text}"
    )


def _ec2(misfit: ShapeError) -> AwsError:
    place = ".".join(step for step in misfit.path if step != "member")
    if misfit.kind == "required":
        return AwsError("MissingParameter", f"The request must contain the parameter {place}", 400)
    text = f"Invalid value '{misfit.value}' for {place}. {misfit.text}"
    return AwsError("InvalidParameterValue", text, 400)
