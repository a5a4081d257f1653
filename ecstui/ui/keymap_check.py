"""Whether keys that a person has chosen can work."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain

from textual.binding import Binding, BindingType
from textual.keys import Keys, _character_to_key

from ecstui.ui import keymap
from ecstui.ui.choice import Choice
from ecstui.ui.help import Help
from ecstui.ui.inspector.inspector import Inspector
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.virtual_table import VirtualTable

EVERYWHERE = (*keymap.APP, *keymap.BROWSER)

TOGETHER: tuple[tuple[BindingType, ...], ...] = (
    (*EVERYWHERE, *VirtualTable.BINDINGS),
    (*EVERYWHERE, *Inspector.BINDINGS, *LinesView.BINDINGS),
    (*keymap.APP[:1], *Prompt.BINDINGS),
    (*keymap.APP[:1], *Help.BINDINGS),
    (*keymap.APP[:1], *Choice.BINDINGS),
)
"""Bindings that are live at the same time."""

MODIFIERS = ("ctrl+", "shift+", "alt+")


def bindings() -> dict[str, Binding]:
    """Every binding by its id."""
    every = chain.from_iterable(TOGETHER)
    return {each.id: each for each in every if isinstance(each, Binding) and each.id}


def problems(chosen: Mapping[str, str]) -> list[str]:
    """What is wrong with the keys that were chosen, by binding id; a sentence each."""
    known = bindings()
    found = [_unknown_id(each, known) for each in chosen if each not in known]
    found += [
        f"keymap.{name}: “{key}” is no key; keys are e.g. x, X, ctrl+x, f5, slash, space."
        for name, keys in chosen.items()
        for key in keys.split(",")
        if not is_key(key.strip())
    ]
    return found + list(dict.fromkeys(chain.from_iterable(_clashes(s, chosen) for s in TOGETHER)))


def _unknown_id(name: str, known: Mapping[str, Binding]) -> str:
    close = get_close_matches(name, known, n=1)
    hint = f"do you mean {close[0]}?" if close else f"there are: {', '.join(sorted(known))}."
    return f"keymap.{name}: there is no such binding; {hint}"


def is_key(text: str) -> bool:
    """Whether a terminal can send it, as far as Textual has a name for it."""
    base = text
    while (modifier := next((m for m in MODIFIERS if base.startswith(m)), None)) is not None:
        base = base.removeprefix(modifier)
    if len(base) == 1:
        return base.isprintable() and not base.isspace()
    return base in _names()


def _names() -> frozenset[str]:
    characters = (_character_to_key(chr(point)) for point in range(32, 127))
    return frozenset([*(key.value for key in Keys), *characters])


def _clashes(scope: Sequence[BindingType], chosen: Mapping[str, str]) -> Iterator[str]:
    """Keys that two bindings of one scope would have, at least one of them by choice."""
    owners: dict[str, str] = {}
    for binding in scope:
        if not isinstance(binding, Binding) or binding.id is None:
            continue
        for key in chosen.get(binding.id, binding.key).split(","):
            name = _normal(key.strip())
            other = owners.setdefault(name, binding.id)
            if other != binding.id and (binding.id in chosen or other in chosen):
                mine, theirs = (binding.id, other) if binding.id in chosen else (other, binding.id)
                yield f"keymap.{mine}: “{key.strip()}” is the key of {theirs}; choose another."


def _normal(key: str) -> str:
    """The name that Textual has for a key."""
    return _character_to_key(key) if len(key) == 1 else key
