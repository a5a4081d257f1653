"""What a key that changes something is about: what is selected, or what is marked."""

from pathlib import Path

from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.subject import cluster_subject, service_subject
from tests.conftest import ManualTime
from tests.ui.changing import desk, service
from tests.world import small_world

CLUSTER = cluster_subject("prod-web")


async def test_marked_tasks_of_one_service_are_one_service(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        await console.open("tasks", service_subject(service(world, "checkout"), CLUSTER))
        await console.press("space", "space", "R")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.see("Roll checkout")
