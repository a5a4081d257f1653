"""Every view as a person sees it, character by character, with the inspector closed and open."""

import pytest

from ecstui.ui.subject import cluster_subject, service_subject
from ecstui.ui.views import VIEWS
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import open_console
from tests.ui.worlds import CART, full_world

OF_A_SERVICE = ("path", "rules")
"""Views that are opened from a service."""
BEGIN = {"revisions": "revisions cart", **dict.fromkeys(OF_A_SERVICE, "services")}
"""What the console begins with, if not with the view by its name."""
NARROW, WIDE = (80, 24), (120, 36)
SERVICE_TABS = ("deployments", "events", "tasks", "definition", "compare")


@pytest.mark.parametrize("view", VIEWS)
async def test_a_view(time: ManualTime, golden: Golden, view: str) -> None:
    wanted = {
        "revisions": "revisions cart", "activity": "activity robot",
        **dict.fromkeys(OF_A_SERVICE, "services"),
    }.get(view, view)  # fmt: skip
    async with open_console(full_world(), time, size=WIDE, view=wanted) as console:
        if view in OF_A_SERVICE:
            await console.open(view, service_subject(CART, cluster_subject("prod-web")))
        assert console.browser.view.name == view
        await console.rest()
        golden(f"{view}-120x36", console.text)
        await console.press("d")
        await console.rest()
        golden(f"{view}-inspector-120x36", console.text)
        assert console.browser.query_one(VirtualTable).max_scroll_x == 0, "no column is cut off"
        await console.resize(NARROW)
        if view == "services":
            golden("services-inspector-80x24", console.text)
        await console.press("d")
        await console.rest()
        golden(f"{view}-80x24", console.text)
        assert console.browser.query_one(VirtualTable).max_scroll_x == 0, "no column is cut off"


async def test_the_tabs_of_a_service(time: ManualTime, golden: Golden) -> None:
    async with open_console(full_world(), time, size=WIDE) as console:
        await console.rest()
        await console.press("j", "d")
        await console.rest()
        assert console.selected.endswith("/cart")
        for tab in SERVICE_TABS:
            console.browser.open_inspector(tab)
            await console.until(lambda: console.sheet != "")
            await console.rest()
            golden(f"service-{tab}-120x36", console.text)
