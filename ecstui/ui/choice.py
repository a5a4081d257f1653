"""One of several things, chosen from a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option


class Choice(ModalScreen[str | None]):
    """A list over the screen; its result is what was chosen, or None."""

    BINDING_GROUP_TITLE = "Choice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close", id="choice.close"),
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

    def compose(self) -> ComposeResult:
        """The question and the list."""
        yield Label(self._question, markup=False)
        options = [Option(each, disabled=each == self._current) for each in self._choices]
        yield OptionList(*options, id="choices", markup=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index])
