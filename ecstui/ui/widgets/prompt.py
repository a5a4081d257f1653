"""The line that takes a `/` filter or a `:` command."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label


class Entry(Input):
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

    def finish(self, *, submitted: bool) -> None:
        """Close, and let the next key go elsewhere at once."""
        self.open = False
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


class Prompt(Horizontal):
    """Hidden until it is opened; `kind` is the character it was opened with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "finish(True)", "Apply", id="prompt.apply"),
        Binding("escape", "finish(False)", "Cancel", id="prompt.cancel"),
    ]
    DEFAULT_CSS = """
    Prompt {
        height: 1;
        display: none;
        &.-open { display: block; }
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

    def compose(self) -> ComposeResult:
        """The sign, and where to type."""
        yield Label(self.kind, markup=False)
        yield Entry(select_on_focus=False, compact=True)

    @property
    def is_open(self) -> bool:
        """Whether it is being typed in."""
        return self.has_class("-open")

    def open(self, kind: str, text: str = "") -> None:
        """Take the keyboard, to begin with `text`."""
        self.kind = kind
        self.query_one(Label).update(kind)
        entry = self.query_one(Entry)
        with entry.prevent(Input.Changed):
            entry.value = text
        entry.cursor_position = len(text)
        entry.open, entry.back = True, self.screen.focused
        self.add_class("-open")
        # Not entry.focus(), which waits for a refresh: what is typed meanwhile would be lost.
        self.screen.set_focus(entry)

    @on(Input.Changed)
    def _entry_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(self.kind, event.value))

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
            entry.open = False
            self.remove_class("-open")
            self.post_message(self.Left(self.kind))

    def action_finish(self, submitted: bool) -> None:
        """Close by a click on a key hint; pressed keys come to the entry first."""
        self.query_one(Entry).finish(submitted=submitted)
