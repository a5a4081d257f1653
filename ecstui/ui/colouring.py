"""Whether there is any colour: no-color.org."""

import os

from textual.app import App


class Colouring(App[None]):
    """A console that leaves the terminal all its own colours where NO_COLOR is set.

    Of itself Textual then draws in shades of grey, unless it draws in a terminal's ANSI colours.
    """

    def __init__(self) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
