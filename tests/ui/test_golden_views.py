"""Every view as a person sees it, character by character, with the inspector closed and open."""

import pytest

from ecstui.ui.views import VIEWS
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import open_console
from tests.ui.worlds import full_world

NARROW, WIDE = (80, 24), (120, 36)
SERVICE_TABS = ("deployments", "events", "tasks", "definition", "compare")


@pytest.mark.parametrize("view", VIEWS)
async def test_a_view(time: ManualTime, golden: Golden, view: str) -> None:
    wanted = {"revisions": "revisions cart", "activity": "activity robot"}.get(view, view)
    async with open_console(full_world(), time, size=WIDE, view=wanted) as console:
        assert console.browser.view.name == view
        await console.rest()
        golden(f"{view}-120x36", console.text)
        await console.press("d")
        await console.rest()
        golden(f"{view}-inspector-120x36", console.text)
        await console.resize(NARROW)
        if view == "services":
            golden("services-inspector-80x24", console.text)
        await console.press("d")
        await console.rest()
        golden(f"{view}-80x24", console.text)


async def test_the_tabs_of_a_service(time: ManualTime, golden: Golden) -> None:
    async with open_console(full_world(), time, size=WIDE) as console:
        await console.press("j", "d")
        assert console.selected.endswith("/cart")
        for tab in SERVICE_TABS:
            console.browser.open_inspector(tab)
            await console.until(lambda: console.sheet != "")
            await console.rest()
            golden(f"service-{tab}-120x36", console.text)
