"""The bodies of the json protocol: bytes to parameters, checked output to bytes."""

import base64
import binascii
import functools
import json
from typing import Any

from ecstui.sim.call import Body
from ecstui.sim.protocol import timestamps
from ecstui.sim.protocol.checking import ShapeError
from ecstui.sim.protocol.models import Shape


def read(body: bytes, shape: Shape | None) -> Body:
    """The parameters in a request body.

    Members that the model does not know are dropped without a word, as AWS's json services do.

    :raises ShapeError: the body is not a JSON object, or a member has the wrong type.
    """
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise ShapeError("type", "Unexpected end of input or malformed JSON") from None
    if not isinstance(value, dict):
        raise ShapeError("type", "Start of structure expected")
    return {} if shape is None else _structure(value, shape)


def write(output: Body, shape: Shape | None) -> bytes:
    """Checked output as a response body: times as seconds with milliseconds, blobs as base64."""
    return dump(jsonable(output, shape))


def jsonable(output: Body, shape: Shape | None) -> Body:
    """Checked output with the names and scalars of the wire."""
    if shape is None:
        return {}
    value: Body = output if _is_plain(shape) else _out(output, shape)
    return value


def dump(value: Body) -> bytes:
    """Compact JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


@functools.cache
def _is_plain(shape: Shape) -> bool:
    """Whether checked output of this shape is JSON as it stands, which spares a walk through it."""
    seen: set[str] = set()
    waiting = [shape]
    while waiting:
        each = waiting.pop()
        if each.type_name == "blob" or each.serialization.keys() & {"name", "timestampFormat"}:
            return False
        if each.name not in seen:
            seen.add(each.name)
            waiting += _inner(each)
    return True


def _inner(shape: Shape) -> list[Shape]:
    if shape.type_name == "structure":
        return list(shape.members.values())
    if shape.type_name == "map":
        return [shape.key, shape.value]
    return [shape.member] if shape.type_name == "list" else []


def _structure(value: Any, shape: Shape) -> Body:
    if not isinstance(value, dict):
        raise ShapeError("type", "Unrecognized collection type: structure expected")
    if shape.is_document_type:
        return value
    parsed: Body = {}
    for name, member in shape.members.items():
        item = value.get(_name(member, name))
        if item is not None:
            parsed[name] = _within(name, item, member)
    return parsed


def _within(step: str, value: Any, shape: Shape) -> Any:
    try:
        return _in(value, shape)
    except ShapeError as misfit:
        raise misfit.within(step) from None


def _in(value: Any, shape: Shape) -> Any:
    kind = shape.type_name
    if kind == "structure":
        return _structure(value, shape)
    if kind == "list":
        items = _expect(value, list, "list")
        return [_within(str(n), item, shape.member) for n, item in enumerate(items, 1)]
    if kind == "map":
        pairs = _expect(value, dict, "map")
        return {key: _within(key, item, shape.value) for key, item in pairs.items()}
    return _scalar(value, kind)


def _scalar(value: Any, kind: str) -> Any:
    if kind == "timestamp":
        return float(_expect(value, (int, float), "Timestamp"))
    if kind == "blob":
        return _blob(_expect(value, str, "Blob"))
    expected, name = _SCALARS[kind]
    return _expect(value, expected, name)


_SCALARS: dict[str, tuple[Any, str]] = {
    "string": (str, "String"),
    "character": (str, "Character"),
    "boolean": (bool, "Boolean"),
    "integer": (int, "Integer"),
    "long": (int, "Long"),
    "float": ((int, float), "Float"),
    "double": ((int, float), "Double"),
}


def _expect(value: Any, expected: Any, name: str) -> Any:
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        raise ShapeError("type", f"{_KINDS[type(value)]} can not be converted to {name}")
    return value


_KINDS: dict[type, str] = {
    str: "STRING_VALUE",
    bool: "TRUE_VALUE",
    int: "NUMBER_VALUE",
    float: "DECIMAL_VALUE",
    list: "Start of list",
    dict: "Start of structure",
    type(None): "NULL_VALUE",
}


def _blob(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ShapeError("type", "Invalid base64 encoded blob") from None


def _out(value: Any, shape: Shape) -> Any:
    kind = shape.type_name
    if kind == "structure" and not shape.is_document_type:
        return {
            _name(shape.members[key], key): _out(item, shape.members[key])
            for key, item in value.items()
        }
    if kind == "list":
        return [_out(item, shape.member) for item in value]
    if kind == "map":
        return {key: _out(item, shape.value) for key, item in value.items()}
    if kind == "timestamp":
        return timestamps.written(value, shape.serialization.get("timestampFormat", ""))
    return base64.b64encode(value).decode() if kind == "blob" else value


def _name(shape: Shape, default: str) -> str:
    name: str = shape.serialization.get("name", default)
    return name
