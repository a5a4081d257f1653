"""How a filter is read from what was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ecstui.ui.filtering import predicates
from ecstui.ui.filtering.errors import FilterError
from ecstui.ui.filtering.filter import Filter, RowTest, TextTest
from ecstui.ui.filtering.texts import containing, excluding, with_letters_in_order
from ecstui.ui.widgets.column import Column

_WORD = re.compile(r'(?:[^\s"]+|"[^"]*"?)+')
"""Up to a space; within quotes, of which the last may not be typed yet, a space is a letter."""

FUZZY = "-f"
"""The word that makes the next one fuzzy, as in k9s."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a filter, without what it begins with."""

    text: str
    negated: bool
    fuzzy: bool


def parse(text: str, columns: Sequence[Column[Any]]) -> Filter[Any]:
    """Understand a filter, whatever it is; see the package for the grammar.

    A leading `!` turns the whole round, unless other words have a `!` of their own.

    :param columns: the fields there are.
    """
    inverse = text.startswith("!")
    words = list(_words(text.removeprefix("!")))
    if inverse and any(word.negated for word in words[1:]):
        return _understood([_turned(words[0]), *words[1:]], columns, inverse=False)
    return _understood(words, columns, inverse=inverse)


def _understood(
    words: Sequence[_Word], columns: Sequence[Column[Any]], *, inverse: bool
) -> Filter[Any]:
    """A test for each word, as far as it can be understood."""
    text_tests: list[TextTest] = []
    row_tests: list[RowTest[Any]] = []
    problems: list[str] = []
    for word in words:
        predicate = None if word.fuzzy else predicates.split(word.text)
        if predicate is None:
            text_tests += _text_test(word)
            continue
        try:
            row_tests.append(predicates.test(predicate, columns, negated=word.negated))
        except FilterError as error:
            problems.append(str(error))
    return Filter(tuple(text_tests), tuple(row_tests), inverse, next(iter(problems), ""))


def _words(text: str) -> Iterator[_Word]:
    fuzzy = False
    for found in _WORD.findall(text):
        if found == FUZZY and not fuzzy:
            fuzzy = True
            continue
        bare = found.lstrip("!")
        negated = (len(found) - len(bare)) % 2 == 1
        tilde = bare.startswith("~")
        yield _Word(bare.removeprefix("~"), negated, fuzzy or tilde)
        fuzzy = False


def _turned(word: _Word) -> _Word:
    return _Word(word.text, not word.negated, word.fuzzy)


def _text_test(word: _Word) -> list[TextTest]:
    """None for a word of which nothing is typed yet."""
    wanted = word.text.replace('"', "").lower()
    if not wanted:
        return []
    test = with_letters_in_order(wanted) if word.fuzzy else containing(wanted)
    return [excluding(test) if word.negated else test]
