"""The screen as lines of characters."""

from typing import Any

from textual.app import App


def screen_text(app: App[Any]) -> str:
    """What is on the screen, exactly, without colours; trailing blanks are cut.

    Textual exports pictures only; the compositor's strips are what it paints.
    """
    strips = app.screen._compositor.render_strips()  # there is no public way
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
