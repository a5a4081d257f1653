"""What would be right, read off the models."""

import difflib
from collections.abc import Iterable, Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

Loc = Sequence[int | str]
"""Where a value stands, as pydantic gives it."""


def wanted(field: FieldInfo | None, within: bool = False) -> str:
    """What a right value of `field` is, in words.

    :param within: the value is one of the field's list or table.
    """
    if field is None:
        return "a table"
    if field.description:
        return field.description
    kind = _without_none(field.annotation)
    if get_origin(kind) is Literal:
        return _either([str(choice) for choice in get_args(kind)])
    if kind is bool:
        return "true or false"
    if kind in (int, float):
        return _number(kind, field)
    if kind is str or within:
        return "text in quotes"
    return "a list of texts in quotes" if get_origin(kind) is tuple else "a table"


def field_at(model: type[BaseModel], loc: Loc) -> tuple[FieldInfo | None, bool]:
    """The field that `loc` leads to, or leads into; None within a table of tables."""
    field = model.model_fields.get(str(loc[0]))
    if field is None or len(loc) == 1:
        return field, False
    inner, rest = _inside(field, loc[1:])
    if inner is None:
        return field, True
    return field_at(inner, rest) if rest else (None, False)


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that the table at `loc` may have."""
    for index, part in enumerate(loc):
        inner, rest = _inside(model.model_fields[str(part)], loc[index + 1 :])
        if inner is not None:
            return keys_at(inner, rest)
    return list(model.model_fields)


def suggestion(word: str, known: Iterable[str]) -> str:
    """What `word` may have been meant to be, or else all that there is, as half a sentence."""
    names = list(known)
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"there is {', '.join(names)}" if names else "there is none"


def table_of(field: FieldInfo) -> tuple[type[BaseModel] | None, bool]:
    """The model of a field that is a table or, then True, a table of tables."""
    kind = field.annotation
    many = get_origin(kind) is dict
    kind = get_args(kind)[1] if many else kind
    found = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    return found, many


def _inside(field: FieldInfo, rest: Loc) -> tuple[type[BaseModel] | None, Loc]:
    model, many = table_of(field)
    return model, rest[1:] if many else rest


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return next(each for each in get_args(kind) if each is not type(None))
    return kind


def _number(kind: type, field: FieldInfo) -> str:
    least = next((m.ge for m in field.metadata if isinstance(m, Ge)), None)
    most = next((m.le for m in field.metadata if isinstance(m, Le)), None)
    return f"a {'whole ' if kind is int else ''}number from {least} to {most}"


def _either(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"
