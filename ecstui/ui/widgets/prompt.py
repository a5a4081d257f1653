"""The line that takes a `/` filter or a `:` command."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label


class Prompt(Horizontal):
    """Hidden until it is opened; `kind` is the character it was opened with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", id="prompt.cancel", show=False),
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

    kind = "/"

    def compose(self) -> ComposeResult:
        """The sign, and where to type."""
        yield Label(self.kind, markup=False)
        yield Input(select_on_focus=False, compact=True)

    @property
    def is_open(self) -> bool:
        """Whether it is being typed in."""
        return self.has_class("-open")

    def open(self, kind: str, text: str = "") -> None:
        """Take the keyboard, to begin with `text`."""
        self.kind = kind
        self.query_one(Label).update(kind)
        entry = self.query_one(Input)
        with entry.prevent(Input.Changed):
            entry.value = text
        entry.cursor_position = len(text)
        self.add_class("-open")
        # Not entry.focus(), which waits for a refresh: what is typed meanwhile would be lost.
        self.screen.set_focus(entry)

    def _close(self) -> None:
        self.remove_class("-open")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(self.kind, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._close()
        self.post_message(self.Submitted(self.kind, event.value))

    def action_cancel(self) -> None:
        """Close without an answer."""
        self._close()
        self.post_message(self.Cancelled(self.kind))
