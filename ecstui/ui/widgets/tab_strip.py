"""The titles of some tabs on one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

Titles = Sequence[tuple[str, str]]
"""Id and title of each tab."""


class TabStrip(Widget):
    """Shows which tabs there are and which one is open; a click chooses another.

    Textual's own Tabs take two lines and animate; a console at 80x24 has neither to spare.
    """

    DEFAULT_CSS = """
    TabStrip { height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    @dataclass
    class Chosen(Message):
        """A title was clicked."""

        tab: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own parameter)
        super().__init__(id=id)
        self._titles: Titles = ()
        self._open = ""

    def show(self, titles: Titles, open_tab: str) -> None:
        """Show these titles, and which of them is open."""
        if (titles, open_tab) != (self._titles, self._open):
            self._titles, self._open = titles, open_tab
            self.refresh()

    def _labels(self) -> list[tuple[str, str]]:
        """Whole titles if there is room, else the closed ones cut to so many characters."""
        for length in (99, 6, 4, 1):
            labels = [(tab, self._label(tab, title, length)) for tab, title in self._titles]
            if sum(cell_len(label) for _, label in labels) - 1 <= self.size.width:
                break
        return labels

    def _label(self, tab: str, title: str, length: int) -> str:
        return f"[{title}] " if tab == self._open else f"{title[:length].rstrip()} "

    def render(self) -> Content:
        """The titles; the open one in brackets, so that no colour is needed to find it."""
        parts = [
            (label, "bold $text-accent" if tab == self._open else "")
            for tab, label in self._labels()
        ]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the pointer."""
        at = event.get_content_offset(self)
        x = at.x if at is not None else -1
        for tab, label in self._labels():
            if 0 <= x < cell_len(label):
                self.post_message(self.Chosen(tab))
                return
            x -= cell_len(label)
