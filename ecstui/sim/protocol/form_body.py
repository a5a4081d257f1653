"""The request bodies of the query and ec2 protocols: form fields to parameters."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from ecstui.sim.call import Body
from ecstui.sim.protocol import timestamps
from ecstui.sim.protocol.checking import ShapeError
from ecstui.sim.protocol.models import Shape

Node = dict[str, Any]
"""Form fields as a tree by the dots in their names; a value is under the empty name."""


def fields(body: bytes) -> dict[str, str]:
    """The form fields of a request body. What is not a form has no fields."""
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def read(form: Mapping[str, str], shape: Shape | None, *, ec2: bool) -> Body:
    """The parameters in a form.

    :param ec2: whether names and lists are those of the ec2 protocol.
    :raises ShapeError: a value cannot be read as its type.
    """
    root: Node = {}
    for name, value in form.items():
        node = root
        for step in name.split("."):
            node = node.setdefault(step, {})
        node[""] = value
    return {} if shape is None else _structure(root, shape, ec2)


def _structure(node: Node, shape: Shape, ec2: bool) -> Body:
    parsed: Body = {}
    for name, member in shape.members.items():
        child = node.get(_ec2_name(member, name) if ec2 else _query_name(member, name))
        if child is not None:
            parsed[name] = _within(name, child, member, ec2)
    return parsed


def _within(step: str, node: Node, shape: Shape, ec2: bool) -> Any:
    try:
        return _value(node, shape, ec2)
    except ShapeError as misfit:
        raise misfit.within(step) from None


def _value(node: Node, shape: Shape, ec2: bool) -> Any:
    kind = shape.type_name
    if kind == "structure":
        return _structure(node, shape, ec2)
    if kind == "list":
        return _list(node, shape, ec2)
    if kind == "map":
        return _map(node, shape, ec2)
    text = node.get("")
    if text is None:
        raise ShapeError("type", f"Start of structure can not be converted to {kind}")
    return _scalar(text, kind)


def _list(node: Node, shape: Shape, ec2: bool) -> list[Any]:
    if not ec2 and not shape.serialization.get("flattened"):
        node = node.get(shape.member.serialization.get("name", "member"), {})
    return [_within(str(n), item, shape.member, ec2) for n, item in _numbered(node)]


def _map(node: Node, shape: Shape, ec2: bool) -> Body:
    if not shape.serialization.get("flattened"):
        node = node.get("entry", {})
    key = shape.key.serialization.get("name", "key")
    value = shape.value.serialization.get("name", "value")
    parsed: Body = {}
    for number, item in _numbered(node):
        if key not in item or value not in item:
            raise ShapeError("type", "a map entry needs a key and a value").within(str(number))
        parsed[_value(item[key], shape.key, ec2)] = _value(item[value], shape.value, ec2)
    return parsed


def _numbered(node: Node) -> list[tuple[int, Node]]:
    if wrong := [step for step in node if step and not (step.isascii() and step.isdigit())]:
        raise ShapeError("type", f"{wrong[0]} is not the number of a list element")
    return sorted((int(step), item) for step, item in node.items() if step)


def _query_name(shape: Shape, name: str) -> str:
    if shape.type_name == "list" and shape.serialization.get("flattened"):
        inner: str | None = shape.member.serialization.get("name")
        if inner:
            return inner
    given: str = shape.serialization.get("name", name)
    return given


def _ec2_name(shape: Shape, name: str) -> str:
    # The ec2 protocol capitalises a locationName on input, and a queryName beats it.
    given: str = shape.serialization.get("name", name)
    query_name: str = shape.serialization.get("queryName", given[0].upper() + given[1:])
    return query_name


def _scalar(text: str, kind: str) -> Any:
    try:
        return _READERS[kind](text)
    except (ValueError, KeyError, binascii.Error):
        raise ShapeError("type", f"'{text}' is not a valid {kind}", text) from None


_READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "character": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
    "timestamp": timestamps.read,
    "blob": lambda text: base64.b64decode(text, validate=True),
}
