"""Somebody waits for something that takes many calls: what is being read for them is told.

Whatever is begun within `told_to` tells that listener, through whatever tasks it is done; the reads
that others make meanwhile do not. What goes on afterwards, as the following of a change does, tells
nobody any more.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from ecstui.aws.operations import Operation

Listener = Callable[[Operation], None]


@dataclass(slots=True)
class _Ear:
    listener: Listener | None


_ear: ContextVar[_Ear | None] = ContextVar("ear", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Have every call that is begun within told to a listener, before it waits for its turn."""
    ear = _Ear(listener)
    before = _ear.set(ear)
    try:
        yield
    finally:
        ear.listener = None
        _ear.reset(before)


def tell(operation: Operation) -> None:
    """A call of an operation is wanted now."""
    ear = _ear.get()
    if ear is not None and ear.listener is not None:
        ear.listener(operation)
