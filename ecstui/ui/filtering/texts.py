"""Tests of a text. What is wanted and the text are both in lower case."""

import re
from collections.abc import Callable


def containing(wanted: str) -> Callable[[str], bool]:
    """Whether it is anywhere in the text."""
    return lambda text: wanted in text


def excluding(test: Callable[[str], bool]) -> Callable[[str], bool]:
    """The other way round."""
    return lambda text: not test(text)


def with_letters_in_order(letters: str) -> Callable[[str], bool]:
    """Whether some word of the text has all these letters in this order, others in between.

    Across words nearly every row would have them. Between two letters the expression runs to the
    first that fits, so that it never has to go back.
    """
    first, *others = (re.escape(letter) for letter in letters)
    rest = (rf"[^\s{letter}]*{letter}" for letter in others)
    expression = re.compile("".join([first, *rest]))
    return lambda text: expression.search(text) is not None


def like(pattern: str) -> Callable[[str], bool]:
    """Whether the whole text is the pattern, in which `*` stands for any letters."""
    first, *parts = pattern.split("*")
    if not parts:
        return lambda text: text == pattern
    *middle, last = parts

    def test(text: str) -> bool:
        if not text.startswith(first):
            return False
        at = len(first)
        for part in middle:
            found = text.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return text.endswith(last) and len(text) - len(last) >= at

    return test
