"""A task definition as it would be registered again, without losing anything unsaid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ecstui.aws.decoding import NOT_AWS
from ecstui.aws.errors import Unreachable

INPUT = "RegisterTaskDefinitionRequest"
READ_ONLY = frozenset(
    {
        "compatibilities",
        "deleteRequestedAt",
        "deregisteredAt",
        "registeredAt",
        "registeredBy",
        "requiresAttributes",
        "revision",
        "status",
        "taskDefinitionArn",
    }
)
"""What a TaskDefinition has and RegisterTaskDefinition does not take: AWS sets it."""
NOT_EMPTY = frozenset({"inferenceAccelerators", "tags"})
"""Lists that RegisterTaskDefinition takes only with something in them."""
RESERVED = "aws:"
"""Keys of tags that only AWS sets begin so (Tag, Amazon ECS API Reference)."""


@dataclass(frozen=True, slots=True)
class RegistrationCopy:
    """The input of RegisterTaskDefinition that makes the same task definition again.

    :param parameters: the input, tags included. It may hold secrets.
    :param dropped: what does not belong in it, by its path in the answer: what AWS sets itself,
        members that are null, empty lists that AWS refuses.
    :param unknown: the paths of members that this console's AWS models do not know and so cannot
        send: registering without them would lose something. Refuse if there are any.
    """

    parameters: dict[str, Any] = field(repr=False)
    dropped: Mapping[str, Any] = field(repr=False)
    unknown: tuple[str, ...] = ()


def copy_for_registration(body: Mapping[str, Any]) -> RegistrationCopy:
    """What to register for a copy of a task definition.

    Blocks when it is first called, as it parses the model of ECS: call it in a thread.

    :param body: the whole answer of DescribeTaskDefinition, as `raw_task_definition` reads it.
    :raises Unreachable: it is no such answer.
    """
    definition, tags = body.get("taskDefinition"), body.get("tags") or []
    if not isinstance(definition, Mapping) or not isinstance(tags, list):
        raise Unreachable(f"The answer is not what AWS documents: {NOT_AWS}")
    copier = _Copier()
    parameters = copier.definition(definition)
    own = copier.own_tags(tags)
    if own:
        parameters["tags"] = own
    copier.others(
        {name: value for name, value in body.items() if name not in ("taskDefinition", "tags")}
    )
    return RegistrationCopy(parameters, copier.dropped, tuple(copier.unknown))


class _Copier:
    """Sorts what came into what is sent, what is dropped, and what nobody knows."""

    def __init__(self) -> None:
        self.dropped: dict[str, Any] = {}
        self.unknown: list[str] = []
        self._shapes = _shapes()

    def definition(self, body: Mapping[str, Any]) -> dict[str, Any]:
        asked = {}
        for name, value in body.items():
            if name in READ_ONLY or (name in NOT_EMPTY and value == []):
                self.dropped[f"taskDefinition.{name}"] = value
            else:
                asked[name] = value
        # The tags are beside the task definition.
        members = {n: m for n, m in self._shapes[INPUT]["members"].items() if n != "tags"}
        return self._structure(asked, members, "taskDefinition")

    def own_tags(self, tags: list[Any]) -> list[Any]:
        own = []
        for index, tag in enumerate(tags):
            path = f"tags[{index}]"
            if isinstance(tag, Mapping) and str(tag.get("key", "")).startswith(RESERVED):
                self.dropped[path] = tag
            elif (known := self._value(tag, "Tag", path)) is not None:
                own.append(known)
        return own

    def others(self, body: Mapping[str, Any]) -> None:
        """What else is in the answer."""
        self._structure(body, {}, "")

    def _structure(
        self, body: Mapping[str, Any], members: Mapping[str, Any], path: str
    ) -> dict[str, Any]:
        kept = {}
        for name, value in body.items():
            inner = f"{path}.{name}" if path else name
            if value is None:
                self.dropped[inner] = None
            elif name not in members:
                self.unknown.append(inner)
            elif (known := self._value(value, members[name]["shape"], inner)) is not None:
                kept[name] = known
        return kept

    def _value(self, value: Any, shape_name: str, path: str) -> Any:
        """What of a value can be sent; None if it is not of the shape at all."""
        shape = self._shapes[shape_name]
        match shape["type"], value:
            case "structure", Mapping():
                return self._structure(value, shape["members"], path)
            case "list", list():
                name = shape["member"]["shape"]
                found = [self._value(it, name, f"{path}[{at}]") for at, it in enumerate(value)]
                return [it for it in found if it is not None]
            case "map", Mapping():
                return dict(value)
            case (("structure" | "list" | "map"), _):
                self.unknown.append(path)
                return None
        if value is None or isinstance(value, Mapping | list):
            self.unknown.append(path)
            return None
        return value


@cache
def _shapes() -> Mapping[str, Any]:
    from ecstui.aws.session import LOADER

    shapes: Mapping[str, Any] = LOADER.load_service_model("ecs", "service-2")["shapes"]
    return shapes
