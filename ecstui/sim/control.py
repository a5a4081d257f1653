"""The simulator's own controls over HTTP, under /_sim/: faults, counters and virtual time.

- `GET /_sim/now`: `{"now": seconds since the epoch}`
- `POST /_sim/advance` `{"seconds": n}`, only where speed is 0: `{"now": …}`
- `GET /_sim/calls`: `{"calls": [{"service", "operation", "outcome", "count"}], "total": n}`
- `GET /_sim/faults`: `{"faults": [{"pattern", "kind", "count", "seconds", …}]}`, with `after` and
  `match` where they were given
- `POST /_sim/faults` `{"pattern", "kind", "count"?, "seconds"?, "after"?, "match"?}`: all of them
- `DELETE /_sim/faults` `{"pattern"?}`: the faults that are left
- `POST /_sim/call` `{"service", "operation", "body"?, "identity"?, "region"?}`: what somebody else
  calls, carried out as if `identity` had sent it: `{"output": {…}}`, times since the epoch
- `POST /_sim/fargate` `{"cluster", "refusal", "region"?}`: AWS Fargate takes no more tasks of a
  cluster, `capacity` or `vcpu`; null takes them again

What is wrong with a request is answered with 400 and {"error": "..."}.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from ecstui.sim.call import AwsError
from ecstui.sim.faults import Fault, Faults, faults
from ecstui.sim.gateway import Gateway
from ecstui.sim.others import SOMEBODY, call_as, cluster_place
from ecstui.sim.protocol.refusals import ModelError
from ecstui.sim.services.ecs import Plane
from ecstui.sim.services.ecs.capacity import refuse_fargate

Fields = dict[str, Any]


class _ControlError(Exception):
    """A request that cannot be obeyed, and why."""


def control_routes(
    gateway: Gateway, pump: Callable[[], None], *, advances: bool
) -> list[web.RouteDef]:
    """The routes under /_sim/.

    :param pump: brings virtual time up to date; called before each answer.
    :param advances: whether a caller may advance virtual time.
    """
    control = _Control(gateway, advances)

    def route(method: str, name: str, act: Callable[[Fields], Fields]) -> web.RouteDef:
        return web.route(method, f"/_sim/{name}", _handler(pump, act))

    return [
        route("GET", "now", control.now),
        route("POST", "advance", control.advance),
        route("GET", "calls", control.calls),
        route("GET", "faults", control.faults),
        route("POST", "faults", control.add_fault),
        route("DELETE", "faults", control.clear_faults),
        route("POST", "call", control.call),
        route("POST", "fargate", control.fargate),
        web.route("*", "/_sim/{rest:.*}", _handler(pump, _nowhere)),
    ]


def _handler(
    pump: Callable[[], None], act: Callable[[Fields], Fields]
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        pump()
        try:
            return web.json_response(act(_fields(await request.read())))
        except (_ControlError, ValueError, AwsError, ModelError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)

    return handle


def _nowhere(fields: Fields) -> Fields:
    raise _ControlError(
        "there is GET now, POST advance, GET calls, GET, POST, DELETE faults, POST call, fargate"
    )


def _fields(body: bytes) -> Fields:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise _ControlError("the body is not JSON") from None
    if not isinstance(value, dict):
        raise _ControlError("the body is not a JSON object")
    return value


def _take(fields: Fields, name: str, kinds: tuple[type, ...], default: object = ...) -> Any:
    if name not in fields and default is not ...:
        return default
    value = fields.pop(name, None)
    if type(value) not in kinds and not (value is None and default is None):
        raise _ControlError(f"{name} must be {' or '.join(kind.__name__ for kind in kinds)}")
    return value


def _nothing_else(fields: Fields) -> None:
    if fields:
        raise _ControlError(f"unknown: {', '.join(sorted(fields))}")


class _Control:
    def __init__(self, gateway: Gateway, advances: bool) -> None:
        self._world = gateway.world
        self._calls = gateway.calls
        self._advances = advances

    @property
    def _faults(self) -> Faults:
        return faults(self._world)

    def now(self, fields: Fields) -> Fields:
        return {"now": self._world.now}

    def advance(self, fields: Fields) -> Fields:
        seconds = _take(fields, "seconds", (int, float))
        _nothing_else(fields)
        if not self._advances:
            raise _ControlError("time passes by itself here: advance needs --speed 0")
        if not 0 <= seconds <= 366 * 86400:
            raise _ControlError("seconds must be from 0 to a year's")
        self._world.advance(seconds)
        return {"now": self._world.now}

    def calls(self, fields: Fields) -> Fields:
        counts = sorted(self._calls.counts.items())
        return {
            "calls": [{**arrival._asdict(), "count": number} for arrival, number in counts],
            "total": sum(number for _, number in counts),
        }

    def faults(self, fields: Fields) -> Fields:
        return {"faults": [_listed(fault, left) for fault, left in self._faults.left()]}

    def add_fault(self, fields: Fields) -> Fields:
        fault = Fault(
            pattern=_take(fields, "pattern", (str,)),
            kind=_take(fields, "kind", (str,)),
            count=_take(fields, "count", (int,), None),
            seconds=_take(fields, "seconds", (int, float), 0.0),
            after=_take(fields, "after", (int,), 0),
            match=_texts("match", _take(fields, "match", (dict,), {})),
        )
        _nothing_else(fields)
        self._faults.add(fault)
        return self.faults({})

    def clear_faults(self, fields: Fields) -> Fields:
        pattern = _take(fields, "pattern", (str,), None)
        _nothing_else(fields)
        self._faults.clear(pattern)
        return self.faults({})

    def call(self, fields: Fields) -> Fields:
        asked = {
            "service": _take(fields, "service", (str,)),
            "operation": _take(fields, "operation", (str,)),
            "body": _take(fields, "body", (dict,), {}),
            "identity": _take(fields, "identity", (str,), SOMEBODY),
            "region": _take(fields, "region", (str,), None),
        }
        _nothing_else(fields)
        return {"output": call_as(self._world, **asked)}

    def fargate(self, fields: Fields) -> Fields:
        cluster = _take(fields, "cluster", (str,))
        refusal = _take(fields, "refusal", (str, type(None)))
        account, region = cluster_place(self._world, _take(fields, "region", (str,), None))
        _nothing_else(fields)
        refuse_fargate(Plane.at(self._world, account, region), cluster, refusal)
        return {"cluster": cluster, "refusal": refusal}


def _texts(name: str, values: Fields) -> dict[str, str]:
    if not all(isinstance(value, str) for value in values.values()):
        raise _ControlError(f"{name} must be an object of texts")
    return values


def _listed(fault: Fault, left: int | None) -> Fields:
    listed: Fields = {
        "pattern": fault.pattern,
        "kind": fault.kind,
        "count": left,
        "seconds": fault.seconds,
    }
    if fault.after:
        listed["after"] = fault.after
    if fault.match:
        listed["match"] = dict(fault.match)
    return listed
