"""Hypothesis strategies for values of botocore shapes."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r<&>\"'").filter(
        lambda c: c not in "\ufffe\uffff"
    ),
    max_size=8,
)
MOMENT = st.integers(0, 4_000_000_000_000).map(
    lambda ms: datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)
)

_SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "long": st.integers(-(2**63), 2**63 - 1),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "double": st.floats(allow_nan=False, allow_infinity=False),
    "blob": st.binary(max_size=6),
    "timestamp": MOMENT,
}

DEEPEST = 5


def _is_empty(shape: Any) -> bool:
    return shape.type_name == "structure" and not shape.members


def _fits(shape: Any, depth: int) -> bool:
    return not _is_empty(shape) and (depth < DEEPEST or shape.type_name in {*_SCALARS, "string"})


@st.composite
def values(draw: st.DrawFn, shape: Any, text: st.SearchStrategy[str], depth: int = 0) -> Any:
    """A value of a shape, with datetimes for times; no structure, list or map in it is empty."""
    kind = shape.type_name
    if kind == "structure":
        return draw(_structures(shape, text, depth))
    if kind == "list":
        return draw(st.lists(values(shape.member, text, depth + 1), min_size=1, max_size=3))
    if kind == "map":
        inner = values(shape.value, text, depth + 1)
        return draw(st.dictionaries(values(shape.key, text), inner, min_size=1, max_size=3))
    if kind == "string":
        return draw(st.sampled_from(shape.metadata["enum"]) if shape.metadata.get("enum") else text)
    return draw(_SCALARS[kind])


@st.composite
def _structures(draw: st.DrawFn, shape: Any, text: st.SearchStrategy[str], depth: int) -> Any:
    usable = [name for name, member in shape.members.items() if _fits(member, depth)]
    most = 1 if shape.metadata.get("union") else 6
    names = st.lists(st.sampled_from(usable), min_size=1, max_size=most, unique=True)
    chosen = draw(names) if usable else []
    wanted = dict.fromkeys([*chosen, *shape.required_members])
    return {name: draw(values(shape.members[name], text, depth + 1)) for name in wanted}


def in_seconds(value: Any) -> Any:
    """The same value with seconds since the epoch for its datetimes."""
    if isinstance(value, dict):
        return {key: in_seconds(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_seconds(item) for item in value]
    return round(value.timestamp(), 3) if isinstance(value, datetime) else value
