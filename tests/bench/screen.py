"""What a person sees of a program in a pseudo-terminal."""

from statistics import mode

import pyte

from tests.journeys.terminal import _PRIVATE

COLUMNS, LINES = 120, 36

TABLE = range(3, LINES - 2)
"""The lines of the table's rows, below the header and above evidence and footer."""


class Screen:
    """A terminal's screen, as it is after what has been written so far."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        """Take what was written."""
        self._stream.feed(_PRIVATE.sub(b"", data))

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor(self) -> int | None:
        """The line of the row under the cursor; None if there is none."""
        grounds = {y: self._screen.buffer[y][1].bg for y in TABLE}
        usual = mode(grounds.values())
        return next((y for y in TABLE if grounds[y] != usual), None)

    def word(self, line: int, number: int) -> str:
        """A word of a line; empty if it has not so many."""
        words = "".join(self._screen.buffer[line][x].data for x in range(COLUMNS)).split()
        return words[number] if number < len(words) else ""
