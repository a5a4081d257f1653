"""One call carried out: found, checked against the model, handled, recorded; its key was used.

The server comes through here, and so do scenarios: "ci-deployer called UpdateService 40 minutes
ago" is `dispatch(Call(...), {...})` while the world is at that time.
"""

from dataclasses import dataclass

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService
from ecstui.sim.protocol.checking import ShapeError, checks
from ecstui.sim.protocol.common_errors import not_implemented
from ecstui.sim.protocol.models import Model, OperationModel, model
from ecstui.sim.protocol.refusals import ModelError, malformed
from ecstui.sim.services import SERVICES
from ecstui.sim.services.cloudtrail.recording import record
from ecstui.sim.services.iam.last_used import note_use


def dispatch(call: Call, body: Body) -> Body:
    """Carry out `call` with input `body` and return its output, without None members.

    :param body: input by the model's member names; times as seconds since the epoch.
    :raises AwsError: AWS would refuse this.
    :raises ModelError: the input has a member, or the output anything, that the model denies.
    """
    resolved = _Resolved.of(call)
    note_use(call)
    return resolved.run(body)


def refuse(call: Call, body: Body, error: AwsError) -> AwsError:
    """`error`, with which `call` is refused before it is carried out; a write goes on record.

    :raises AwsError: NotImplemented, for a call that the simulator does not know.
    """
    resolved = _Resolved.of(call)
    note_use(call)
    resolved.record(taken=body, error=error)
    return error


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A call with everything that is known of its operation."""

    call: Call
    service: SimulatedService
    operation: Operation
    spec: Model
    shape: OperationModel

    @classmethod
    def of(cls, call: Call) -> "_Resolved":
        service = SERVICES.get(call.service)
        if service is None or call.operation not in service.operations:
            raise not_implemented(call.service, call.operation)
        spec = model(call.service)
        shape = spec.operation(call.operation)
        if shape is None:
            raise ModelError(f"botocore's model has no {call.service}:{call.operation}")
        return cls(call, service, service.operations[call.operation], spec, shape)

    def run(self, body: Body) -> Body:
        taken = None
        try:
            taken = self._input(body)
            output = self.operation.handler(self.call, taken)
        except AwsError as error:
            self.record(taken=taken, error=error)
            raise
        given = self._output(output)
        self.record(taken=taken, given=given)
        return given

    def record(
        self, *, taken: Body | None, given: Body | None = None, error: AwsError | None = None
    ) -> None:
        if self.operation.writes or self.operation.recorded:
            record(
                self.call,
                self.service,
                self.shape,
                self.spec,
                reads=not self.operation.writes,
                taken=taken,
                given=given,
                error=error,
            )

    def _input(self, body: Body) -> Body:
        shape = self.shape.input_shape
        if shape is None:
            return {}
        try:
            taken: Body = checks(self.spec.name, constraints=True).of(shape)(body)
        except ShapeError as misfit:
            raise malformed(self.service, self.spec, misfit) from None
        return taken

    def _output(self, output: Body) -> Body:
        name, shape = f"{self.call.service}:{self.call.operation}", self.shape.output_shape
        if shape is None:
            if output:
                raise ModelError(f"{name} has no output, but got {list(output)}")
            return {}
        try:
            given: Body = checks(self.spec.name, constraints=False).of(shape)(output)
        except ShapeError as misfit:
            raise ModelError(f"{name} output: {misfit}") from None
        return given
