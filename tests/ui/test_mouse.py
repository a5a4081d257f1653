"""The mouse does what keys do."""

from ecstui.ui.inspector.inspector import Inspector
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.tab_strip import TabStrip
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import full_world


def at(console: Console, word: str, widget: type[TabStrip] | type[VirtualTable[object]]) -> int:
    """The column within a widget at which a word stands in the widget's first line."""
    region = console.browser.query_one(widget).region
    return console.text.splitlines()[region.y].index(word) - region.x


async def test_rows_and_headers(console: Console) -> None:
    await console.click(VirtualTable, 5, 2)
    assert console.selected.endswith("/catalog")
    await console.click(VirtualTable, 5, 20)
    assert console.selected.endswith("/catalog"), "below the rows is nothing"
    await console.click(VirtualTable, at(console, "DES", VirtualTable) + 1, 0)
    assert console.names == ["cart", "checkout", "catalog"]
    await console.click(VirtualTable, at(console, "DES", VirtualTable) + 1, 0)
    assert console.names == ["catalog", "checkout", "cart"]
    assert console.selected.endswith("/catalog")
    await console.click(VirtualTable, 5, 3, times=2)
    await console.until(lambda: console.path == "prod-web › cart › tasks")


async def test_tabs_and_panes_of_the_inspector(time: ManualTime) -> None:
    async with open_console(full_world(), time) as console:
        await console.press("d")
        await console.rest()
        await console.click(TabStrip, at(console, "Events", TabStrip), 0)
        await console.until(lambda: "has started" in console.sheet)
        tab = console.browser.inspector.tab
        assert tab is not None
        assert tab.id == "events"
        await console.click(LinesView, 3, 3)
        assert console.browser.focused is console.browser.query_one(LinesView)
        top = console.browser.query_one(LinesView).scroll_offset.y
        await console.press("j", "j")
        await console.until(lambda: console.browser.query_one(LinesView).scroll_offset.y > top)
        assert console.table.cursor == 0, "the keys go where one has clicked"
        await console.click(VirtualTable, 5, 2)
        assert console.table.cursor == 1
        assert console.browser.query_one(Inspector).subject == console.browser.selected


async def test_key_hints(console: Console) -> None:
    await console.resize((140, 36))
    line = console.text.splitlines()[-1]
    await console.pilot.click(offset=(line.index("Describe"), console.app.size.height - 1))
    assert console.browser.inspecting
    line = console.text.splitlines()[-1]
    await console.pilot.click(offset=(line.index("Describe"), console.app.size.height - 1))
    assert not console.browser.inspecting
