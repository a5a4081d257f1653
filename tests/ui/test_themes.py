"""The console in every theme, and without colours."""

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from textual.app import App
from textual.color import Color

from ecstui.ui import themes
from ecstui.ui.options import Options
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import full_world

LEAST_CONTRAST = {"dark": 4.5, "light": 4.5, "high-contrast": 4.9}
"""WCAG 2.2 asks for 4.5 (AA)."""


def luminance(color: Color) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def cells(console: Console) -> list[tuple[str, Color, Color]]:
    """Every piece of text of the table, with its colour and the colour behind it."""
    table = console.browser.query_one(VirtualTable)
    found = []
    for y in range(5):
        for segment in table.render_line(y):
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor:
                front = Color.from_rich_color(style.color)
                found.append((segment.text, front, Color.from_rich_color(style.bgcolor)))
    return found


def colors(segment: Segment) -> list[RichColor]:
    style = segment.style
    return [color for color in (style.color, style.bgcolor) if color] if style else []


@pytest.mark.parametrize("theme", themes.THEMES)
async def test_a_theme_can_be_read(time: ManualTime, theme: str) -> None:
    async with open_console(full_world(), time, options=Options(theme=theme)) as console:
        await console.press("d")
        await console.see("CRASHING", "STEADY")
        assert console.app.theme == theme
        pieces = cells(console)
        assert {text.strip() for text, _, _ in pieces} >= {"CRASHING", "STEADY"}
        poor = {
            text: round(contrast(front, back), 1)
            for text, front, back in pieces
            if contrast(front, back) < LEAST_CONTRAST[theme]
        }
        assert poor == {}


async def test_no_theme_is_the_same_as_another(time: ManualTime) -> None:
    async with open_console(full_world(), time) as console:
        seen = set()
        for theme in themes.THEMES:
            console.app.theme = theme
            await console.settle()
            seen.add(console.browser.background_colors)
        assert len(seen) == len(themes.THEMES)


async def test_no_color_draws_without_colours(
    time: ManualTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_console(full_world(), time) as console:
        await console.press("d")
        await console.see("CRASHING")
        for strip in console.app.screen._compositor.render_strips():
            for line_filter in console.app._filters:
                strip = strip.apply_filter(line_filter, Color.parse("black"))
            for color in (c for each in strip for c in colors(each)):
                assert len(set(color.get_truecolor())) == 1, "a shade of grey"


def test_an_unknown_theme_is_refused() -> None:
    app: App[None] = App()
    with pytest.raises(KeyError):
        themes.install(app, "pink")
