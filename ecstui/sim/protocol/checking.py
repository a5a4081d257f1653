"""Whether a value fits a shape of the model, as functions compiled once per shape.

Input is checked with its constraints (lengths, ranges, patterns, enumerations), output for its
members, types and enumerations. Unknown members are a misfit in both: the wire drops them from
input before this, as AWS's json services do, so what is left is a mistake in the simulator.
"""

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

from ecstui.sim.protocol import timestamps
from ecstui.sim.protocol.models import Model, Shape, model

Check = Callable[[Any], Any]
"""Takes a value, returns it without its None members; raises ShapeError."""


class ShapeError(Exception):
    """A value that its shape does not allow.

    :param kind: `unknown`, `required`, `type` or `constraint`.
    :param text: what is wrong, in AWS's words where it is a constraint.
    """

    def __init__(self, kind: str, text: str, value: object = None) -> None:
        super().__init__(kind, text)
        self.kind = kind
        self.text = text
        self.value = value
        self.path: list[str] = []

    def within(self, *steps: str) -> "ShapeError":
        """This misfit, seen from the member or element that holds it."""
        self.path[:0] = steps
        return self

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'the whole'}: {self.text}"


@functools.cache
def checks(service: str, *, constraints: bool) -> "Checks":
    """The compiled checks of a service, for input (with constraints) or for output."""
    return Checks(model(service), constraints=constraints)


class Checks:
    """Compiles the shapes of one model and keeps what it compiled, by shape name."""

    def __init__(self, owner: Model, *, constraints: bool) -> None:
        self._constraints = constraints
        self._owner = owner
        self._compiled: dict[str, Check] = {}

    def of(self, shape: Shape) -> Check:
        """The check of a shape. Shapes that contain themselves are looked up when they are met."""
        name = shape.name
        if name not in self._compiled:
            self._compiled[name] = lambda value: self._compiled[name](value)
            self._compiled[name] = self._compile(shape)
        return self._compiled[name]

    def _compile(self, shape: Shape) -> Check:
        if shape.type_name == "structure":
            return self._structure(shape)
        if shape.type_name == "list":
            return _list(self.of(shape.member), self._length(shape))
        if shape.type_name == "map":
            return _map(self.of(shape.key), self.of(shape.value))
        if shape.type_name == "timestamp":
            return _timestamp
        return _scalar(_TYPES[shape.type_name], tuple(self._rules(shape)))

    def _structure(self, shape: Shape) -> Check:
        if shape.is_document_type:
            return lambda value: value
        members = {name: self.of(member) for name, member in shape.members.items()}
        required = tuple(shape.required_members)
        return _structure(shape.name, members, required, one=bool(shape.is_tagged_union))

    def _rules(self, shape: Shape) -> Iterable[Check]:
        if values := shape.metadata.get("enum"):
            yield functools.partial(_enumerated, values)
        if not self._constraints:
            return
        if shape.type_name in {"string", "blob"}:
            yield from self._length(shape)
            yield from _pattern(shape)
        elif shape.type_name != "boolean":
            yield from _bounds(shape, "value", lambda value: value)

    def _length(self, shape: Shape) -> tuple[Check, ...]:
        return tuple(_bounds(shape, "length", len)) if self._constraints else ()


def _structure(name: str, members: dict[str, Check], required: tuple[str, ...], one: bool) -> Check:
    def check(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ShapeError("type", f"{type(value).__name__} is not a structure", value)
        clean = {}
        for key, item in value.items():
            if item is None:
                continue
            if key not in members:
                raise ShapeError("unknown", f"{name} has no member {key!r}")
            try:
                clean[key] = members[key](item)
            except ShapeError as misfit:
                raise misfit.within(key) from None
        for key in required:
            if key not in clean:
                raise ShapeError("required", "Member must not be null").within(key)
        if one and len(clean) != 1:
            raise ShapeError("constraint", f"{name} takes exactly one member", list(clean))
        return clean

    return check


def _list(member: Check, rules: tuple[Check, ...]) -> Check:
    def check(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ShapeError("type", f"{type(value).__name__} is not a list", value)
        for rule in rules:
            rule(value)
        clean = []
        for index, item in enumerate(value, 1):
            try:
                clean.append(member(item))
            except ShapeError as misfit:
                raise misfit.within(str(index), "member") from None
        return clean

    return check


def _map(key_check: Check, value_check: Check) -> Check:
    def check(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ShapeError("type", f"{type(value).__name__} is not a map", value)
        clean = {}
        for key, item in value.items():
            try:
                clean[key_check(key)] = value_check(item)
            except ShapeError as misfit:
                raise misfit.within(str(key)) from None
        return clean

    return check


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "character": (str,),
    "blob": (bytes,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (float, int),
    "double": (float, int),
}
"""What a value of each scalar type of the models is in Python."""


def _timestamp(value: Any) -> float:
    if type(value) not in (float, int):
        raise ShapeError("type", f"{type(value).__name__} is not seconds since the epoch", value)
    return timestamps.milliseconds(value)


def _scalar(types: tuple[type, ...], rules: tuple[Check, ...]) -> Check:
    def check(value: Any) -> Any:
        # By exact type, not isinstance: a bool is no integer on the wire.
        if type(value) not in types:
            raise ShapeError("type", f"{type(value).__name__} is not {types[0].__name__}", value)
        for rule in rules:
            rule(value)
        return value

    return check


def _enumerated(values: list[str], value: Any) -> None:
    if value not in values:
        text = f"Member must satisfy enum value set: [{', '.join(values)}]"
        raise ShapeError("constraint", text, value)


def _bounds(shape: Shape, what: str, measure: Callable[[Any], float]) -> Iterable[Check]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")

    def check(value: Any) -> None:
        size = measure(value)
        if low is not None and size < low:
            text = f"Member must have {what} greater than or equal to {low}"
            raise ShapeError("constraint", text, value)
        if high is not None and size > high:
            text = f"Member must have {what} less than or equal to {high}"
            raise ShapeError("constraint", text, value)

    return () if low is None and high is None else (check,)


def _pattern(shape: Shape) -> Iterable[Check]:
    try:
        pattern = re.compile(shape.metadata["pattern"])
    except (KeyError, re.error):
        return ()  # No pattern, or one in a dialect that Python does not read.

    def check(value: Any) -> None:
        if not pattern.fullmatch(value):
            text = f"Member must satisfy regular expression pattern: {pattern.pattern}"
            raise ShapeError("constraint", text, value)

    return (check,)
