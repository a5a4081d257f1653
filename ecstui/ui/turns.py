"""Keys in the order in which they were pressed, each after what the last one has done.

Textual gives a key to whoever has the focus at once, while the key before may still be on its way
there. Over a slow line keys come in bursts; what is typed behind an Escape or an Enter would go to
the widget that this closes.
"""

import asyncio
from collections import deque
from collections.abc import Callable

from textual import events, on
from textual._time import get_time
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

TYPED = (events.Key, events.Paste)
"""What takes its turn."""
PATIENCE = 2.0
"""Seconds that the next key waits at most, however busy whoever had the last one is."""
LOOK = 0.02
"""Seconds after which it is looked at whether whoever had the last key has gone with its mark."""


class Mark(Message):
    """Goes behind a key, the same way, and comes back to the app when the key is done with."""

    def __init__(self, turn: int, rounds: int) -> None:
        super().__init__()
        self.turn = turn
        self.rounds = rounds
        """How many more there are: a key such as Enter makes its widget tell something."""


class Turns:
    """Who is next.

    :param again: takes a key whose turn has come.
    :param focus: where a key goes now.
    """

    def __init__(
        self, again: Callable[[events.Event], object], focus: Callable[[], Widget]
    ) -> None:
        self._again = again
        self._focus = focus
        self._waiting: deque[events.Event] = deque()
        self._called: events.Event | None = None
        self._last: events.Event | None = None
        self._at: Widget | None = None
        """Who has got the last one."""
        self._marked = False
        """Whether a mark is under way, for which the others wait."""
        self._turn = 0
        self._looking: asyncio.TimerHandle | None = None

    @property
    def over(self) -> bool:
        """Whether all keys have done what they do, as far as one can see from outside."""
        return not self._marked and not self._waiting and self._is_through

    def takes(self, event: events.Event) -> bool:
        """Whether it is this one's turn; if not it is called later."""
        if event is not self._called and (self._marked or not self._is_through):
            self._waiting.append(event)
            self._mark()
            return False
        self._called, self._last, self._at = None, event, self._focus()
        return True

    def given(self) -> None:
        """The key has been given to where it goes."""
        self._marked = False
        if self._waiting:
            self._mark()

    def came_back(self, mark: Mark) -> None:
        """A mark has gone all the way."""
        if mark.turn != self._turn or not self._marked:
            return
        if mark.rounds > 0:
            self._send(Mark(mark.turn, mark.rounds - 1))
        else:
            self._next(mark.turn)

    def forget(self) -> None:
        """Whoever waits is not called any more."""
        self._waiting.clear()

    @property
    def _is_through(self) -> bool:
        """Whether nothing is on its way from where the last key went."""
        if self._at is None or not self._at.is_running:
            return True
        return not any(
            node.message_queue_size
            for node in self._at.ancestors_with_self
            if isinstance(node, Widget)
        )

    def _mark(self) -> None:
        """Have the next one called when the last one is done with."""
        if self._marked:
            return
        self._marked = True
        self._turn += 1
        self._look(self._turn, asyncio.get_running_loop().time() + PATIENCE)
        types = isinstance(self._last, events.Key) and self._last.is_printable
        self._send(Mark(self._turn, 0 if types else 1))

    def _send(self, mark: Mark) -> None:
        at: MessagePump | None = self._at
        if at is None or not at.is_running or not at.post_message(mark):
            self._next(mark.turn)

    def _look(self, turn: int, until: float) -> None:
        """Whether the mark can still come back."""
        loop = asyncio.get_running_loop()
        lost = self._at is None or not self._at.is_running
        if lost or loop.time() >= until:
            self._next(turn)
        else:
            self._looking = loop.call_later(LOOK, self._look, turn, until)

    def _next(self, turn: int) -> None:
        if turn != self._turn or self._called is not None or not self._marked:
            return
        if self._looking is not None:
            self._looking.cancel()
        if self._waiting:
            self._called = self._waiting.popleft()
            self._again(self._called)
        else:
            self._marked = False


class InTurn(App[None]):
    """An app whose keys go in turn. The key that quits does not wait for any other."""

    quits = frozenset({"ctrl+c"})
    """Which that is."""

    def __init__(self) -> None:
        super().__init__()
        self.turns = Turns(self.post_message, lambda: self.focused or self.screen)
        self._listens_since = 0.0

    def forget_what_was_typed(self) -> None:
        """It was for another program that had the terminal; what is typed from now on counts."""
        self._listens_since = get_time()

    async def on_event(self, event: events.Event) -> None:
        """Give a key to where it goes, in its turn."""
        if not isinstance(event, TYPED) or event.is_forwarded:
            await super().on_event(event)
        elif isinstance(event, events.Key) and event.key in self.quits:
            self.turns.forget()
            await super().on_event(event)
        elif self.turns.takes(event):
            if event.time >= self._listens_since:
                await super().on_event(event)
            self.turns.given()

    @on(Mark)
    def _mark_came_back(self, mark: Mark) -> None:
        self.turns.came_back(mark)
