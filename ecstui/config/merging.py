"""Several layers made one, and who gave each value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ecstui.config.schema import Config

FILE_ONLY = ("keymap", "contexts")
"""Tables with names of the user's own: they are in the file or nowhere."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a layer gives."""

    value: Any
    origin: str


Path = tuple[str, ...]
"""A key, and the tables that it stands in; their names may have dots in them."""
Layer = Mapping[Path, Given]


def given_values(
    model: BaseModel, within: Path = (), *, all_of: bool = False
) -> Iterator[tuple[Path, Any]]:
    """The values that were really set, or all of them, by their paths."""
    for name, value in model:
        if name in model.model_fields_set or all_of:
            yield from _values(value, (*within, name), all_of)


def _values(value: Any, path: Path, all_of: bool) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, BaseModel):
        yield from given_values(value, path, all_of=all_of)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _values(inner, (*path, name), all_of)
    else:
        yield path, value


def merged(layers: Sequence[Layer]) -> Layer:
    """The last layer that gives a value wins, but none undoes `read_only`."""
    found: dict[Path, Given] = {}
    for layer in layers:
        for path, given in layer.items():
            undoes = path == ("read_only",) and path in found and found[path].value
            if not undoes:
                found[path] = given
    return found


def config_of(layer: Layer, file: Config) -> Config:
    """A layer as a configuration again, with the tables that only the file has."""
    data: dict[str, Any] = {}
    for path, given in layer.items():
        *tables, last = path
        if path[0] not in FILE_ONLY:
            table = data
            for name in tables:
                table = table.setdefault(name, {})
            table[last] = given.value
    config = Config.model_validate(data)
    return config.model_copy(update={name: getattr(file, name) for name in FILE_ONLY})
