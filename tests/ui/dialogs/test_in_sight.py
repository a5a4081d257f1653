"""On a terminal of 80 columns and 24 lines, what a person decides by is in sight."""

from pathlib import Path

from ecstui.ui.dialogs.form import FormDialog
from tests.conftest import ManualTime
from tests.ui.changing import desk, preview_of_scaling
from tests.world import small_world


async def test_a_form_for_which_there_is_room_shows_all_of_its_fields(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path, size=(80, 24)) as console:
        await console.enter(":run")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.see("How many", "Started by", "ecstui/", "Enter previews")
        fields = console.app.screen.query_one("#fields")
        assert fields.max_scroll_y == 0
        await console.press("7", "7", "enter")
        await console.see("how many must be from 1 to 10", "ecstui/", "Enter previews")
        assert fields.max_scroll_y == 0


async def test_why_it_is_grave_is_in_sight_where_it_is_confirmed(
    time: ManualTime, tmp_path: Path
) -> None:
    """On a small terminal the text above the field is cut before it comes to that."""
    async with desk(small_world(), time, tmp_path, size=(80, 24)) as console:
        await preview_of_scaling(console, "0")
        await console.see("it goes to zero: no task of checkout is left", "L3: type", "Esc leaves")
