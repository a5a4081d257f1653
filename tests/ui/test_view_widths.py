"""Tables beside the inspector, on the narrowest terminal that has room for both."""

import pytest

from ecstui.ui.views import VIEWS
from ecstui.ui.widgets.column import GAP, share_out
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.ui.conftest import open_console
from tests.ui.worlds import full_world

BESIDE = 46
"""Cells of a table beside the inspector, on a terminal of 110 columns."""


@pytest.mark.parametrize("view", VIEWS)
def test_no_table_scrolls_sideways(view: str) -> None:
    columns = VIEWS[view].columns
    for width in range(BESIDE, 121):
        shown = [cells for cells in share_out(columns, width) if cells]
        assert sum(shown) + GAP * (len(shown) - 1) <= width


async def test_so_many_cells_there_are(time: ManualTime) -> None:
    async with open_console(full_world(), time, size=(110, 36), view="tasks") as console:
        await console.press("d")
        await console.rest()
        table = console.browser.query_one(VirtualTable)
        assert table.scrollable_content_region.width == BESIDE
        assert table.max_scroll_x == 0
