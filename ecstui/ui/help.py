"""Every key, made from the bindings that are live."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, ClassVar

from rich.table import Table
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import ItemGrid, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Label, Static

from ecstui.ui import keymap
from ecstui.ui.acting import Acting, changed_by
from ecstui.ui.commands import all_words
from ecstui.ui.modal import Modal

Keys = dict[str, dict[str, tuple[list[str], str]]]
"""Group title to binding id to its keys and what it does."""

HOW = "Esc closes this. Upper-case letters preview a change; only what is typed there confirms it."

CHANGES = "Changes"
"""The title above what asks for a change."""
HIDDEN_KEYS = {
    "F1-F12": "Sort by a column; again: the other way",
    "1-9": "Open a tab of the inspector",
}
"""Keys of which there are too many to name each, with what they do."""


def live_keys(screen: Screen[Any]) -> Keys:
    """The console's own keys on a screen; those that Textual's widgets bring are left out."""
    groups: Keys = defaultdict(dict)
    for active in sorted(screen.active_bindings.values(), key=lambda it: keymap.place(it.binding)):
        if active.binding.id is not None and not active.binding.system:
            group = type(active.node).BINDING_GROUP_TITLE or "Anywhere"
            title = CHANGES if changed_by(active.binding.action) else group
            keys, _ = groups[title].setdefault(active.binding.id, ([], _does(active)))
            keys.append(screen.app.get_key_display(active.binding))
    return dict(sorted(groups.items()))


def _does(active: ActiveBinding) -> str:
    does = active.tooltip or active.binding.description
    action = changed_by(active.binding.action)
    if action is None or not isinstance(active.node, Acting):
        return does
    why = active.node.why_not(action)
    return f"{action.name}: {does} ({why})" if why else f"{action.name}: {does}"


class Help(Modal[None]):
    """A sheet over the screen that was asked about."""

    BINDING_GROUP_TITLE = "Help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "Close", id="help.close"),
        *(
            Binding(key, f"scroll('{where}')", where.title(), id=f"help.{where}", show=False)
            for key, where in {"j": "down", "k": "up", "g": "home", "G": "end"}.items()
        ),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        #help {
            width: 130; max-width: 98%; height: auto; max-height: 94%;
            border: round $accent; padding: 0 1; background: $surface;
        }
        ItemGrid { height: auto; grid-gutter: 0 2; }
        .keys { height: auto; }
        .group { text-style: bold; color: $text-accent; }
        Static { height: auto; }
    }
    """

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        """The groups, side by side where there is room, and what no binding tells."""
        with VerticalScroll(id="help"):
            with ItemGrid(min_column_width=60):
                for title, bindings in self.keys.items():
                    yield from _group(title, [*bindings.values()])
                hidden = [([keys], does) for keys, does in HIDDEN_KEYS.items()]
                yield from _group("Columns and tabs", hidden)
            yield Label("Commands, after :", classes="group", markup=False)
            yield Static("  ".join(all_words()), markup=False)
            yield Label(HOW, markup=False)

    def action_scroll(self, where: str) -> None:
        """With the letters that move in a table too."""
        sheet = self.query_one("#help", VerticalScroll)
        getattr(sheet, f"scroll_{where}")(animate=False, immediate=True)


def _group(title: str, bindings: list[tuple[list[str], str]]) -> Iterator[Vertical]:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=12)
    for keys, description in bindings:
        table.add_row(" ".join(keys), description)
    yield Vertical(
        Label(title, classes="group", markup=False), Static(table, markup=False), classes="keys"
    )


def show_help(app: App[None]) -> None:
    """Lay the sheet over the screen."""
    app.push_screen(Help(live_keys(app.screen)))
