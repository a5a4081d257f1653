"""What a half-typed command may become."""

from collections.abc import Iterable, Sequence

from ecstui.ui.commands import CONTEXT_WORDS, EXPORT_WORDS, REGION_WORDS, Known, all_words
from ecstui.ui.drawing import FORMS
from ecstui.ui.views import with_name

MOST = 12
"""Candidates that are shown."""


def candidates(text: str, known: Known) -> list[str]:
    """Whole command lines that begin with `text`, the likeliest first."""
    word, space, name = text.partition(" ")
    if not space:
        return _beginning(word, all_words())[:MOST]
    return [f"{word} {found}" for found in _beginning(name, _names(word, known))[:MOST]]


def _names(word: str, known: Known) -> Sequence[str]:
    if word in CONTEXT_WORDS:
        return known.contexts
    if word in EXPORT_WORDS:
        return list(FORMS)
    if word in REGION_WORDS:
        return known.regions
    view = with_name(word)
    kinds = view.about if view is not None else ()
    return [name for kind in kinds for name in known.named.get(kind, {})]


def _beginning(text: str, words: Iterable[str]) -> list[str]:
    """The words that begin with `text`, and are longer."""
    return [word for word in words if word.startswith(text) and word != text]
