"""One of several things, chosen from a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label, OptionList

from ecstui.ui.modal import Modal


class Choice(Modal[str | None]):
    """A list over the screen; its result is what was chosen, or None."""

    BINDING_GROUP_TITLE = "Choice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="choice.close"),
    ]
    DEFAULT_CSS = """
    Choice {
        align: center middle;
        #choices {
            width: 60; max-width: 95%; height: auto; max-height: 80%;
            border: round $accent; background: $surface;
        }
        Label { width: 60; padding: 0 1; text-style: bold; background: $surface; }
    }
    """

    def __init__(self, question: str, choices: Sequence[str], current: str) -> None:
        super().__init__()
        self._question = question
        self._choices = choices
        self._current = current
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The question and the list."""
        yield Label(self._question, markup=False)
        here = " (here)"
        options = [f"{each}{here if each == self._current else ''}" for each in self._choices]
        yield OptionList(*options, id="choices", markup=False)

    def on_mount(self) -> None:
        """Begin where one is."""
        if self._current in self._choices:
            self.query_one(OptionList).highlighted = self._choices.index(self._current)

    def on_key(self, event: events.Key) -> None:
        """Letters go to the first choice that begins with what has been typed."""
        if event.character is None or not event.is_printable:
            return
        typed = self._typed + event.character
        found = next((i for i, each in enumerate(self._choices) if each.startswith(typed)), None)
        if found is not None:
            self._typed = typed
            self.query_one(OptionList).highlighted = found
        event.stop()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index])
