"""A roster while it is being brought up to date."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar

from ecstui.model.ecs import Failure
from ecstui.model.listing import Listing
from ecstui.state.moment import Moment
from ecstui.state.roster import Roster

T = TypeVar("T")


class Draft(Generic[T]):
    """What is known of each item of a list, by ARN.

    :param known: the roster to begin with.
    :param key: an item's ARN.
    """

    def __init__(self, known: Roster[T] | None, key: Callable[[T], str]) -> None:
        self._key = key
        self.items: dict[str, T] = {key(item): item for item in known.items} if known else {}
        self.failures: dict[str, Failure] = {}
        self.read_at: dict[str, Moment] = dict(known.read_at) if known else {}
        self.listed: tuple[str, ...] = ()
        if known is not None:
            self.failures = {failure.arn or "": failure for failure in known.failures}
            self.listed = known.ledger.listed if known.ledger else ()

    def list_anew(self, arns: Iterable[str]) -> None:
        """Take what the list operation gave; what it does not name any more is dropped."""
        self.listed = tuple(dict.fromkeys(arns))
        self._keep(frozenset(self.listed))

    def list_more(self, arns: Iterable[str]) -> None:
        """Take one more page of what the list operation gives."""
        self.listed = tuple(dict.fromkeys((*self.listed, *arns)))

    def drop(self, arns: Iterable[str]) -> None:
        """Take some off the list."""
        gone = frozenset(arns)
        if gone:
            self.list_anew(arn for arn in self.listed if arn not in gone)

    def _keep(self, arns: frozenset[str]) -> None:
        self.items = {arn: item for arn, item in self.items.items() if arn in arns}
        self.failures = {arn: failure for arn, failure in self.failures.items() if arn in arns}
        self.read_at = {arn: at for arn, at in self.read_at.items() if arn in arns}

    async def read(
        self,
        arns: Sequence[str],
        describe: Callable[[Sequence[str]], Awaitable[Listing[T]]],
        moment: Callable[[], Moment],
        at_a_time: int,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        """Describe some of the items.

        :param moment: tells the moment at which each part is asked for.
        :param at_a_time: how many `describe` is given at once.
        :param told: called after each part.
        """
        for part in _parts(arns, at_a_time):
            at = moment()
            self._take(part, await describe(part), at)
            told()

    def _take(self, asked: Sequence[str], answer: Listing[T], at: Moment) -> None:
        before = {arn: self.items.pop(arn, None) for arn in asked}
        for arn in asked:
            self.failures.pop(arn, None)
            self.read_at[arn] = at
        for item in answer.items:
            old = before.get(self._key(item))
            self.items[self._key(item)] = old if old is not None and old == item else item
        self.failures |= {failure.arn or "": failure for failure in answer.failures}

    @property
    def content(self) -> tuple[tuple[T, ...], int, tuple[Failure, ...]]:
        """Items, total and failures, as a listing has them."""
        return tuple(self.items.values()), len(self.listed), tuple(self.failures.values())


def _parts(arns: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    rest = iter(arns)
    while part := tuple(islice(rest, size)):
        yield part
