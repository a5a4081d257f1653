"""The tags of Amazon EC2's resources, and the name that is one of them."""

from collections.abc import Iterable

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class ResourceTag:
    """A tag."""

    key: str
    value: str = ""


def name_tag(tags: Iterable[ResourceTag]) -> str:
    """The value of the tag `Name`, which is what people call a resource; empty if it has none."""
    return next((tag.value for tag in tags if tag.key == "Name"), "")
