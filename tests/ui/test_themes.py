"""The console in every theme, and without colours."""

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from textual.app import App
from textual.color import Color

from ecstui.ui import themes
from ecstui.ui.choice import Choice
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


def drawn(console: Console) -> list[Segment]:
    """All that goes to the terminal."""
    found: list[Segment] = []
    for strip in console.app.screen._compositor.render_strips():
        for line_filter in console.app._filters:
            if line_filter.enabled:
                strip = strip.apply_filter(line_filter, Color.parse("black"))
        found.extend(strip)
    return found


def reversed_text(console: Console) -> list[str]:
    return [it.text.strip() for it in drawn(console) if it.style and it.style.reverse]


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
        for segment in drawn(console):
            assert all(color.is_default for color in colors(segment)), "the terminal's own"


async def test_without_colours_what_is_selected_still_stands_out(
    time: ManualTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_console(full_world(), time) as console:
        await console.see("CRASHING")
        assert "PROD" in reversed_text(console)
        assert "CRASHING" in reversed_text(console)
        await console.press("d", "tab")
        assert "CRASHING" in reversed_text(console), "also while the inspector has the focus"
        await console.press(*":svc", "left")
        assert "c" in reversed_text(console), "where one types"
        await console.press("escape")
        console.app.push_screen(Choice("Region", ["eu-west-1", "eu-west-2"], "eu-west-2"))
        await console.see("eu-west-2 (here)")
        (option,) = (it for it in drawn(console) if it.text.startswith("eu-west-2"))
        assert option.style is not None
        assert (option.style.bold, option.style.underline) == (True, True)


def test_an_unknown_theme_is_refused() -> None:
    app: App[None] = App()
    with pytest.raises(KeyError):
        themes.install(app, "pink")
