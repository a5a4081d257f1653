"""A line of text that changes often."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from ecstui.ui.widgets.plain import plain


class Ticker(Static):
    """A line of plain text; changing it never lays the screen out again unless it must."""

    def __init__(self, *, id: str, classes: str | None = None) -> None:  # noqa: A002 (Textual's)
        super().__init__(id=id, classes=classes, markup=False)
        self.line = ""

    def show(self, text: str) -> None:
        """Show another text; the same one again costs nothing."""
        line = plain(text)
        if line != self.line:
            same_size = cell_len(line) == cell_len(self.line)
            self.line = line
            self.update(Content(line), layout=not same_size)
