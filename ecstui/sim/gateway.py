"""From the bytes of a request to those of its answer: the simulated AWS without the sockets."""

import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.calls import Arrival, Calls
from ecstui.sim.dispatch import dispatch, refuse
from ecstui.sim.faults import LOST, Fault, faults
from ecstui.sim.protocol import form_body, timestamps
from ecstui.sim.protocol.checking import ShapeError
from ecstui.sim.protocol.common_errors import common_error, denied, not_implemented
from ecstui.sim.protocol.models import Model, model
from ecstui.sim.protocol.refusals import malformed
from ecstui.sim.protocol.signature import Scope, genuine, identify, scope
from ecstui.sim.protocol.wires import WIRES, Answer, Wire
from ecstui.sim.services import SERVICES
from ecstui.sim.services.iam import revoked, told_secret
from ecstui.sim.world import World

PORTAL = b"""<!DOCTYPE html>
<html><head><title>Sign in to the network</title></head>
<body><h1>Welcome</h1><p>Accept the terms of use to go online.</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request is for, as far as can be told before it is believed."""

    service: str
    operation: str
    wire: Wire
    model: Model | None
    """None if the simulator has no such service."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its headers, and the fault with which the server has to spoil it."""

    answer: Answer
    headers: Mapping[str, str]
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Gateway:
    """Authenticates, reads, dispatches and answers requests to a world, and counts them."""

    world: World
    calls: Calls = field(default_factory=Calls)

    def handle(self, headers: Mapping[str, str], body: bytes) -> Reply:
        """The reply to one request. What is wrong with it becomes an answer; nothing is raised.

        :param headers: by name, in any case if the mapping does not mind.
        """
        request_id = self.world.uuid("request")
        signed = scope(headers.get("Authorization", ""))
        asked = recognise(headers, body, signed)
        fault = None
        try:
            call = self._call(headers, body, asked, signed, request_id)
            fault = faults(self.world).take(
                asked.service, asked.operation, lambda: _input(asked, body)
            )
            answer, outcome = self._answer(call, asked, body, fault), "OK"
        except AwsError as error:
            answer, outcome = asked.wire.refusal(asked.model, error, request_id), error.code
        except Exception:  # noqa: BLE001 - a bug of the simulator has to reach client and log
            answer, outcome = _mishap(asked, request_id), "InternalFailure"
        spoilt = fault if fault is not None and fault.kind in _SPOILERS else None
        self.calls.add(Arrival(asked.service, asked.operation, spoilt.kind if spoilt else outcome))
        return Reply(answer, self._headers(request_id), spoilt)

    def _headers(self, request_id: str) -> Mapping[str, str]:
        return {"x-amzn-RequestId": request_id, "Date": timestamps.rfc7231(self.world.now)}

    def _call(
        self,
        headers: Mapping[str, str],
        body: bytes,
        asked: Asked,
        signed: Scope | None,
        request_id: str,
    ) -> Call:
        if signed is None:
            kind = "incomplete" if headers.get("Authorization") else "unsigned"
            raise common_error(kind, asked.wire.name)
        identity = identify(self.world, signed.access_key_id)
        if identity is None:
            raise common_error("stranger", asked.wire.name)
        secret = told_secret(self.world, identity.account, signed.access_key_id)
        if secret and not genuine(signed, secret, headers, body):
            raise common_error("forged", asked.wire.name)
        if identity.expires is not None and self.world.now >= identity.expires:
            raise common_error("expired", asked.wire.name)
        return Call(
            world=self.world,
            identity=identity,
            region=signed.region,
            service=asked.service,
            operation=asked.operation,
            request_id=request_id,
            access_key_id=signed.access_key_id,
            user_agent=headers.get("User-Agent", ""),
        )

    def _answer(self, call: Call, asked: Asked, body: bytes, fault: Fault | None) -> Answer:
        if fault is not None and fault.kind in {"garbage", "reset"}:
            return Answer(200, "text/html", PORTAL)
        shape = asked.model.operation(asked.operation) if asked.model else None
        if asked.model is None or shape is None:
            raise not_implemented(asked.service, asked.operation)
        try:
            parameters = asked.wire.read(body, shape)
        except ShapeError as misfit:
            raise malformed(SERVICES[asked.service], asked.model, misfit) from None
        if fault is not None and fault.kind not in _SPOILERS:
            raise refuse(call, parameters, _refusal(call, asked, fault))
        if asked.operation != "GetCallerIdentity" and revoked(self.world, call.identity):
            raise refuse(call, parameters, _denied(call, asked, explicitly=True))
        for role in SERVICES[asked.service].passed_roles(call, parameters):
            if faults(self.world).denies("iam", "PassRole", {"roleArn": role}):
                error = denied(asked.wire.name, call.identity.arn, "iam:PassRole", role)
                raise refuse(call, parameters, error)
        output = dispatch(call, parameters)
        return asked.wire.answer(asked.model, shape, output, call.request_id)


_SPOILERS = {"garbage", "reset", "truncate", "slow", LOST}
"""The faults that AWS does not answer for: they happen to the answer, or on the way."""


def _input(asked: Asked, body: bytes) -> Body:
    """What a request says, for faults that ask; nothing if it cannot be understood."""
    shape = asked.model.operation(asked.operation) if asked.model else None
    if shape is None:
        return {}
    try:
        return asked.wire.read(body, shape)
    except ShapeError:
        return {}


def _refusal(call: Call, asked: Asked, fault: Fault) -> AwsError:
    if fault.kind != "denied":
        return common_error(fault.kind, asked.wire.name)
    return _denied(call, asked)


def _denied(call: Call, asked: Asked, *, explicitly: bool = False) -> AwsError:
    prefix = asked.model.iam_prefix if asked.model else asked.service
    action = f"{prefix}:{asked.operation}"
    return denied(asked.wire.name, call.identity.arn, action, explicitly=explicitly)


def _mishap(asked: Asked, request_id: str) -> Answer:
    sys.stderr.write(f"ecstui.sim: {asked.service}:{asked.operation} failed in the simulator\n")
    traceback.print_exc()
    error = common_error("500", asked.wire.name)
    return asked.wire.refusal(asked.model, error, request_id)


def recognise(headers: Mapping[str, str], body: bytes, signed: Scope | None) -> Asked:
    """What a request is for: by X-Amz-Target, or by the form's Action and Version.

    A service that shares its target or version with no other is recognised without a signature
    too, so that the refusal of an unsigned request has the right form.
    """
    target = headers.get("X-Amz-Target", "")
    if target:
        prefix, _, operation = target.rpartition(".")
        return _named("json", "targetPrefix", prefix, operation, signed)
    form = form_body.fields(body)
    return _named("query", "apiVersion", form.get("Version", ""), form.get("Action", ""), signed)


def _named(wire: str, fact: str, value: str, operation: str, signed: Scope | None) -> Asked:
    for spec in map(model, SERVICES):
        if spec.metadata.get(fact) == value and signed_for(spec, signed):
            name = "ec2" if spec.metadata["protocol"] == "ec2" else wire
            return Asked(spec.name, operation, WIRES[name], spec)
    service = signed.signing_name if signed else ""
    return Asked(service, operation, WIRES["ec2" if service == "ec2" else wire], None)


def signed_for(spec: Model, signed: Scope | None) -> bool:
    """Whether a credential scope names this service; an unsigned request may be for any."""
    return signed is None or signed.signing_name == spec.signing_name
