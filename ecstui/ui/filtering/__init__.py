"""What `/` lets through.

    checkout              rows with this text, in any case
    web crash             with both
    "exit 137"            with these words in this order
    !steady               those that have it not; a leading ! turns the whole filter round
    cart !steady          with the one and without the other
    ~chk   -f chk         with these letters in this order in one word
    state=CRASHING        the column STATE is CRASHING; * stands for any letters: revision=web:*
    age<2h running>=3     numbers, and ages in s m h d w: < <= > >= = !=

A field is a column's id or title, or its beginning. What cannot be understood lets everything
through, and the filter's `problem` says why.
"""

from ecstui.ui.filtering.filter import Filter
from ecstui.ui.filtering.grammar import parse
from ecstui.ui.filtering.matching import matching
from ecstui.ui.filtering.searched import Searched

__all__ = ["Filter", "Searched", "matching", "parse"]
