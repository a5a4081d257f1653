"""Something is being read; what cannot be read is told until it has been seen."""

import logging
from collections import Counter
from collections.abc import Awaitable
from typing import ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ecstui.actions.action import FAILURES
from ecstui.actions.listening import told_to
from ecstui.actions.telling import own_fault
from ecstui.analysis.wording import quantity
from ecstui.ui.dialogs.sheet import Dialog
from ecstui.ui.widgets.plain import plain

T = TypeVar("T")

log = logging.getLogger(__name__)


class Waiting(Dialog[T | None], Generic[T]):
    """Its result is what was waited for; None if it failed, or was not waited for any longer."""

    BINDING_GROUP_TITLE = "Waiting"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="waiting.leave"),
    ]
    LEAVES = "Esc leaves. Nothing has been changed."

    def __init__(self, title: str, doing: str, wanted: Awaitable[T]) -> None:
        super().__init__()
        self._title = title
        self._doing = doing
        self._wanted = wanted
        self._calls: Counter[str] = Counter()

    def compose(self) -> ComposeResult:
        """What is being done."""
        with Vertical(classes="frame") as frame:
            frame.border_title = plain(self._title)
            yield Static(self._doing, id="doing", markup=False)
            yield Static("", id="reading", classes="muted", markup=False)
            yield Static(self.LEAVES, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self._wait()

    @work(exclusive=True)
    async def _wait(self) -> None:
        try:
            with told_to(self._heard):
                found = await self._wanted
        except FAILURES as failure:
            self._say(failure.sentence)
        # What one action trips over must not end the console, in which others may be followed.
        except Exception as error:
            log.exception("%s could not be worked out", self._title)
            self._say(own_fault(error))
        else:
            if self.is_running:
                self.dismiss(found)

    def _heard(self, name: str, why: str) -> None:
        """Show what is being read: it may take a while, as AWS is asked no faster than allowed."""
        self._calls[name] += 1
        times = f" ×{self._calls[name]}" if self._calls[name] > 1 else ""
        said = f"{quantity(self._calls.total(), 'call')} so far, now {name}{times}: {why}"
        for reading in self.query("#reading").results(Static):
            reading.update(plain(said))

    def _say(self, sentence: str) -> None:
        # None is there while it closes, or where it was left before it was there: its widgets go
        # first, and what waits for AWS last.
        for doing in self.query("#doing").results(Static):
            doing.update(plain(sentence))
            doing.add_class("said", "-open", "-bad")

    def action_leave(self) -> None:
        """Wait no longer; whatever was read is forgotten."""
        self.workers.cancel_node(self)
        self.dismiss(None)
