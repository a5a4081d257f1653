"""Whether the keys that a person has chosen can be had."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, Keys

from ecstui.actions.registry import ACTIONS
from ecstui.config import ConfigError, Problem, Settings
from ecstui.config.wanted import suggestion
from ecstui.ui.app import EcsConsole
from ecstui.ui.browser import Browser
from ecstui.ui.choice import Choice
from ecstui.ui.help import Help
from ecstui.ui.inspector.inspector import Inspector
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.virtual_table import VirtualTable

TOGETHER: Sequence[Sequence[type[DOMNode]]] = (
    (EcsConsole, Browser, VirtualTable),
    (EcsConsole, Browser, Inspector, LinesView),
    (Choice,),
    (Help,),
    (Prompt,),
)
"""Whose keys are in force at the same time: among them, a key can mean only one thing."""

CHANGES = frozenset(f"change.{action}" for action in ACTIONS)
"""The bindings that ask for a change."""
MODIFIERS = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})
NAMED = {key.value for key in Keys} | set(KEY_TO_UNICODE_NAME) | set(KEY_NAME_REPLACEMENTS.values())


def check_keys(settings: Settings) -> None:
    """Find out before the console starts.

    :raises ConfigError: a binding is unknown, a key is none, or a key would mean two things.
    """
    keymap, where = settings.config.keymap, str(settings.file.path)
    groups = [list(_bindings(group)) for group in TOGETHER]
    known = {binding.id for group in groups for binding in group if binding.id is not None}
    problems = [*_unknown(keymap, known, where), *_no_keys(keymap, where)]
    problems += _too_easy(keymap, where)
    real = {name: keys for name, keys in keymap.items() if all(map(_is_key, _split(keys)))}
    for group in groups:
        problems += [each for each in _conflicts(real, group, where) if each not in problems]
    if problems:
        raise ConfigError(problems)


def _bindings(group: Iterable[type[DOMNode]]) -> Iterator[Binding]:
    for each in group:
        # Of the class itself: Textual's own keys give way to ours.
        own: Iterable[Any] = each.__dict__.get("BINDINGS", ())
        yield from Binding.make_bindings(own)


def _unknown(keymap: Mapping[str, str], known: set[str], where: str) -> Iterator[Problem]:
    for name in keymap:
        if name not in known:
            what = f"unknown binding; {suggestion(name, sorted(known))}"
            yield Problem(where, f"keymap.{name}", what)


def _no_keys(keymap: Mapping[str, str], where: str) -> Iterator[Problem]:
    for name, keys in keymap.items():
        for key in _split(keys):
            if not _is_key(key):
                what = f'"{key}" is no key; those are named like f5, ctrl+r, question_mark or ?'
                yield Problem(where, f"keymap.{name}", what)


def _too_easy(keymap: Mapping[str, str], where: str) -> Iterator[Problem]:
    """No lower-case letter, no chord and no Enter may lead to a change."""
    for name, keys in keymap.items():
        for key in _split(keys) if name in CHANGES else ():
            if not (len(key) == 1 and key.isupper()):
                what = f'"{key}" is too easily pressed for a change: take an upper-case letter'
                yield Problem(where, f"keymap.{name}", what)


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if not MODIFIERS.issuperset(modifiers):
        return False
    return last in NAMED or (last.isprintable() and len(last) == 1) or _is_character(last)


def _is_character(name: str) -> bool:
    """Whether Unicode has a character of that name, as Textual spells it."""
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        return False
    return True


def _conflicts(
    keymap: Mapping[str, str], group: Sequence[Binding], where: str
) -> Iterator[Problem]:
    """Keys of remapped bindings that another binding has too."""
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for binding in group:
        for key in _keys(binding, keymap):
            meanings[key].add(binding.id or binding.description)
    for key, names in meanings.items():
        for name in sorted(names & keymap.keys()):
            for other in sorted(names - {name}):
                what = f'"{key}" already means {other}: give that another key too, or take another'
                yield Problem(where, f"keymap.{name}", what)


def _keys(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    chosen = keymap.get(binding.id or "")
    if chosen is None:
        return [binding.key]
    return [each.key for each in Binding.make_bindings([Binding(chosen, "", "")])]
