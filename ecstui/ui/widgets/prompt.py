"""The line that takes a `/` filter or a `:` command."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Label
from textual.widgets.input import Selection

from ecstui.ui.widgets.line_input import LineInput
from ecstui.ui.widgets.ticker import Ticker


class Entry(LineInput):
    """An input that is done with at Enter or Escape, before it takes the next key.

    Keys come in bursts over a slow line; those behind Enter belong to whoever has the focus then.
    """

    @dataclass
    class Closed(Message):
        """Enter or Escape was pressed."""

        text: str
        submitted: bool

    open = False
    back: Widget | None = None
    """Who has the focus next."""
    candidates: Callable[[str], Sequence[str]] = staticmethod(lambda _: ())
    """What a half-typed text may become, the likeliest first."""
    finished: Callable[[str | None], None] = staticmethod(lambda _: None)
    """Takes the text at once when Enter was pressed, None at Escape: the next key may be there."""
    problem: Callable[[str], str] = staticmethod(lambda _: "")
    """What is wrong with a text; one that something is wrong with stays, to be corrected."""

    @dataclass
    class Refused(Message):
        """Enter was pressed on a text that something is wrong with."""

        problem: str

    def finish(self, *, submitted: bool) -> None:
        """Close, and let the next key go elsewhere at once."""
        if submitted and (problem := self.problem(self.value)):
            self.post_message(self.Refused(problem))
            return
        self.open = False
        self.finished(self.value if submitted else None)
        self.post_message(self.Closed(self.value, submitted))
        self.screen.set_focus(self.back)

    async def _on_key(self, event: events.Key) -> None:
        if self.open and event.key not in ("enter", "escape", "tab", "shift+tab"):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if not self.open:
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in ("enter", "escape"):
            self.finish(submitted=event.key == "enter")
        elif event.key == "tab":
            self._complete()

    def _complete(self) -> None:
        """Take the first candidate, also when it has not been drawn yet."""
        if self.cursor_at_end and (found := next(iter(self.candidates(self.value)), None)):
            self.value = found
            self.cursor_position = len(found)


class Completion(Suggester):
    """Suggests the first candidate."""

    def __init__(self, candidates: Callable[[str], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._candidates = candidates

    async def get_suggestion(self, value: str) -> str | None:
        """The likeliest whole text, if there is one."""
        return next(iter(self._candidates(value)), None)


LINES = 3
"""The most lines of candidates."""
BESIDE = 4
"""Cells of such a line that are its padding."""


def offered(candidates: Sequence[str], width: int) -> str:
    """Candidates as a person reads them: as many as there is room for, and how many more."""
    words = [each.rpartition(" ")[2] for each in candidates]

    def some(shown: int) -> str:
        left = len(words) - shown
        return "  ".join(words[:shown]) + (f"  … {left} more" if left else "")

    def too_long(shown: int) -> bool:
        return len(wrap(some(shown), max(width, 1), break_on_hyphens=False)) > LINES

    if not too_long(len(words)):
        return some(len(words))
    return some(max(1, bisect_left(range(len(words)), True, key=too_long) - 1))


class Prompt(Vertical):
    """Hidden until it is opened; `kind` is the character it was opened with.

    :param problem: what is wrong with a command, in a sentence.
    :param candidates: commands that begin like a half-typed one.
    :param finished: takes kind and text before the next key goes elsewhere; no text at Escape.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish(True)", "Apply", id="prompt.apply"),
        Binding("escape", "finish(False)", "Cancel", id="prompt.cancel"),
    ]
    DEFAULT_CSS = """
    Prompt {
        height: auto;
        display: none;
        &.-open { display: block; }
        #typing { height: 1; }
        #candidates {
            height: auto; max-height: 3; color: $text-muted; display: none; padding: 0 2;
        }
        Label { width: 2; color: $text-accent; text-style: bold; }
        Input, Input:focus { border: none; height: 1; padding: 0; background: $background; }
    }
    """

    @dataclass
    class Changed(Message):
        """Someone typed."""

        kind: str
        text: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed; the prompt is closed."""

        kind: str
        text: str

    @dataclass
    class Cancelled(Message):
        """Escape was pressed; the prompt is closed."""

        kind: str

    @dataclass
    class Left(Message):
        """The focus went elsewhere; the prompt is closed."""

        kind: str

    kind = "/"

    def __init__(
        self,
        problem: Callable[[str], str] = lambda _: "",
        candidates: Callable[[str], Sequence[str]] = lambda _: (),
        finished: Callable[[str, str | None], None] = lambda _, __: None,
    ) -> None:
        super().__init__()
        self.unfinished = False
        """Whether it was left with neither Enter nor Escape: who comes back goes on typing."""
        self._finished = finished
        self._problem = problem
        self._candidates = candidates

    def compose(self) -> ComposeResult:
        """What may be typed, the sign, and where to type."""
        yield Ticker(id="candidates")
        with Horizontal(id="typing"):
            yield Label(self.kind, markup=False)
            yield Entry(select_on_focus=False, compact=True)

    @property
    def is_open(self) -> bool:
        """Whether it is being typed in."""
        return self.has_class("-open")

    @property
    def is_typing(self) -> bool:
        """Whether what is typed next still belongs to it."""
        return self.query_one(Entry).open

    def open(self, kind: str, text: str = "", *, replaced: bool = False) -> None:
        """Take the keyboard, to begin with `text`.

        :param replaced: whether what is typed takes its place, unless the cursor is moved first.
        """
        self.kind = kind
        self.query_one(Label).update(kind)
        entry = self.query_one(Entry)
        with entry.prevent(Input.Changed):
            entry.value = text
        entry.selection = Selection(0 if replaced else len(text), len(text))
        commands = kind == ":"
        entry.suggester = Completion(self._candidates) if commands else None
        entry.candidates = self._candidates if commands else lambda _: ()
        entry.problem = self._problem if commands else lambda _: ""
        entry.finished = partial(self._finished, kind)
        self._offer(text)
        entry.open, entry.back, self.unfinished = True, self.screen.focused, False
        self.add_class("-open")
        # Not entry.focus(), which waits for a refresh: what is typed meanwhile would be lost.
        self.screen.set_focus(entry)

    @on(Input.Changed)
    def _entry_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self._offer(event.value)
            self.post_message(self.Changed(self.kind, event.value))

    @on(Entry.Refused)
    def _entry_refused(self, event: Entry.Refused) -> None:
        event.stop()
        self._tell(event.problem)

    def _offer(self, text: str) -> None:
        """Show what a command may become."""
        candidates = self._candidates(text) if self.kind == ":" else ()
        self._tell(offered(candidates, self.size.width - BESIDE))

    def _tell(self, text: str) -> None:
        line = self.query_one("#candidates", Ticker)
        line.show(text)
        line.display = bool(text)

    @on(Entry.Closed)
    def _entry_closed(self, event: Entry.Closed) -> None:
        event.stop()
        self.remove_class("-open")
        answer = self.Submitted(self.kind, event.text) if event.submitted else None
        self.post_message(answer or self.Cancelled(self.kind))

    @on(events.DescendantBlur)
    def _entry_left(self) -> None:
        """Someone went elsewhere, with the mouse: what has been typed is kept."""
        entry = self.query_one(Entry)
        if self.is_open and entry.open:
            entry.open, self.unfinished = False, True
            self.remove_class("-open")
            self.post_message(self.Left(self.kind))

    def action_finish(self, submitted: bool) -> None:
        """Close by a click on a key hint; pressed keys come to the entry first."""
        self.query_one(Entry).finish(submitted=submitted)
