"""A pane of styled text that scrolls, drawn line by line."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ecstui.ui.widgets.lines import Line, Span, broken
from ecstui.ui.widgets.tones import TONES


class LinesView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines that someone else has made; the same ones again cost nothing."""

    BINDING_GROUP_TITLE = "Text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", id="text.up", show=False),
        Binding("down,j", "scroll_down", "Down", id="text.down", show=False),
        Binding("pageup,ctrl+b", "page_up", "Page up", id="text.page-up", show=False),
        Binding("pagedown,ctrl+f", "page_down", "Page down", id="text.page-down", show=False),
        Binding("home,g", "scroll_home", "First", id="text.first", show=False),
        Binding("end,G", "scroll_end", "Last", id="text.last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines-view--{tone}" for tone in TONES}
    DEFAULT_CSS = """
    LinesView {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        .lines-view--bad { color: $text-error; text-style: bold; }
        .lines-view--warn { color: $text-warning; }
        .lines-view--busy { color: $text-accent; }
        .lines-view--good { color: $text-success; }
        .lines-view--muted { text-style: dim; }
        .lines-view--strong { text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own parameter)
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._rows: list[tuple[Span, ...]] = []
        self._width = 0
        self._styles: dict[str, Style] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """The lines, as they were given."""
        return self._lines

    @property
    def text_width(self) -> int:
        """Cells of a line."""
        return max(1, self.scrollable_content_region.width)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines, and stay where one has scrolled to."""
        if lines != self._lines:
            self._lines = tuple(lines)
            self._lay_out()

    def on_resize(self, _: events.Resize) -> None:
        """Break the lines anew."""
        if self.scrollable_content_region.width != self._width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        if not self._width:  # It has no place yet, and would be drawn in one column at first.
            return
        width = self.text_width
        self._rows = [row for line in self._lines for row in broken(line, width)]
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()

    def notify_style_update(self) -> None:
        """Take the new colours."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, tone: str) -> Style:
        if tone not in self._styles:
            self._styles[tone] = self.get_component_rich_style(f"lines-view--{tone}", partial=True)
        return self._styles[tone]

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        base = self.rich_style
        at = y + self.scroll_offset.y
        row = self._rows[at] if at < len(self._rows) else ()
        segments = [Segment(span.text, base + self._style(span.tone)) for span in row]
        return Strip(segments).crop_extend(0, self.size.width, base)
