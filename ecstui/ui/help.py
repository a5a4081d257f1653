"""Every key, made from the bindings that are live."""

from collections import defaultdict
from typing import ClassVar

from rich.table import Table
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Label, Static

Keys = dict[str, dict[str, tuple[list[str], str]]]
"""Group title to binding id to its keys and what it does."""


def live_keys(screen: Screen[object]) -> Keys:
    """The console's own keys on a screen; those that Textual's widgets bring are left out."""
    groups: Keys = defaultdict(dict)
    for active in screen.active_bindings.values():
        if active.binding.id is not None and not active.binding.system:
            title = type(active.node).BINDING_GROUP_TITLE or "ecstui"
            keys, _ = groups[title].setdefault(active.binding.id, ([], _does(active)))
            keys.append(screen.app.get_key_display(active.binding))
    return groups


def _does(active: ActiveBinding) -> str:
    return active.tooltip or active.binding.description


class Help(ModalScreen[None]):
    """A sheet over the screen that was asked about."""

    BINDING_GROUP_TITLE = "Help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "Close", id="help.close"),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        #sheet {
            width: 76; max-width: 95%; height: auto; max-height: 90%;
            border: round $accent; padding: 0 1; background: $surface;
        }
        .group { text-style: bold; color: $text-accent; }
    }
    """

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        """A table of keys for each group."""
        with VerticalScroll(id="sheet"):
            for title, bindings in self.keys.items():
                yield Label(title, classes="group", markup=False)
                yield Static(_sheet(bindings), markup=False)
            yield Label("Esc closes this.", markup=False)


def _sheet(bindings: dict[str, tuple[list[str], str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=12)
    for keys, description in bindings.values():
        table.add_row(" ".join(keys), description)
    return table


def show_help(app: App[None]) -> None:
    """Lay the sheet over the screen."""
    app.push_screen(Help(live_keys(app.screen)))
