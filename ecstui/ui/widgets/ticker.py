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
            layout = self._needs_layout(cell_len(self.line), cell_len(line))
            self.line = line
            self.update(Content(line), layout=layout)

    def _needs_layout(self, before: int, after: int) -> bool:
        """Whether a text of `after` cells takes another room than one of `before`.

        To lay out paints the whole screen: of an age that grows by a digit, or at each key.
        """
        width = self.styles.width
        if before == after:
            return False
        return (width is not None and width.is_auto) or not (
            0 < before <= self.content_size.width and 0 < after <= self.content_size.width
        )
