"""A line made of as few pieces as possible: every piece costs at each paint."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


class Runs:
    """Puts together neighbours of one style."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._styles: list[Style] = []

    def add(self, text: str, style: Style) -> None:
        """Go on with a text."""
        if self._styles and self._styles[-1] == style:
            self._texts[-1] += text
        elif text:
            self._texts.append(text)
            self._styles.append(style)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Runs) and (
            self._texts == other._texts and self._styles == other._styles
        )

    def __bool__(self) -> bool:
        return bool(self._texts)

    def fill(self, width: int, style: Style) -> None:
        """Go on with blanks up to a width in cells."""
        self.add(" " * (width - sum(map(cell_len, self._texts))), style)

    def strip(self) -> Strip:
        """The line."""
        return Strip([Segment(*run) for run in zip(self._texts, self._styles, strict=True)])
