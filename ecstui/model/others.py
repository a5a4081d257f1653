"""What a body says in members that the model does not name, so that a change of it is noticed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from typing import Any, get_args, get_type_hints

Others = tuple[tuple[str, str], ...]
"""Names of members, and for each a short hash of its value, which may be a secret."""


def others(body: Mapping[str, Any], shape: type[Any]) -> Others:
    """The members of `body` that `shape` does not name, by name.

    Those within a member that it does name are told too (`efsVolumeConfiguration.newMember`),
    unless they are within a shape that has `others` of its own. Members that are null, false or
    empty say no more than absent ones, as all of these are the defaults of the ECS API.
    """
    return tuple(sorted((name, _hash(value)) for name, value in _unnamed(body, shape, "")))


def _unnamed(body: Mapping[str, Any], shape: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    named = _members(shape)
    for name, value in body.items():
        if name not in named:
            if (said := _said(value)) is not None:
                yield prefix + name, said
        elif (inner := named[name]) is not None:
            items = value if isinstance(value, list) else [value]
            for at, item in enumerate(items):
                if isinstance(item, Mapping):
                    where = f"{prefix}{name}[{at}]." if item is not value else f"{prefix}{name}."
                    yield from _unnamed(item, inner, where)


@cache
def _members(shape: type[Any]) -> Mapping[str, type[Any] | None]:
    """The names that a shape gives to members, with the shape of each that is to be looked into."""
    hints, settings = get_type_hints(shape), shape.__pydantic_fields__
    return {
        settings[field.name].alias or field.name: _shape(hints[field.name])
        for field in fields(shape)
    }


def _shape(hint: Any) -> type[Any] | None:
    inner = [hint, *get_args(hint)]
    found = next((each for each in inner if is_dataclass(each) and isinstance(each, type)), None)
    own = found is not None and any(field.name == "others" for field in fields(found))
    return None if own else found


def _said(value: Any) -> Any:
    """The value without what says nothing; None where nothing is left."""
    if value is None or value is False:
        return None
    if isinstance(value, Mapping):
        value = {k: said for k, v in value.items() if (said := _said(v)) is not None}
        return value or None
    if isinstance(value, list):
        return [_said(item) for item in value] or None
    return value if value != "" else None


def _hash(value: Any) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return blake2b(canonical.encode(), digest_size=8).hexdigest()
