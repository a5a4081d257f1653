"""What a key that changes something is about: what is selected, or what is marked."""

from pathlib import Path

from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.subject import Subject, cluster_subject, service_subject
from ecstui.ui.views.overview import OVERVIEW
from tests.conftest import ManualTime
from tests.ui.changing import confirmed, desired, desk, preview, preview_of_scaling, service
from tests.ui.conftest import Console
from tests.world import call, create_service, empty_world, register, small_world

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


async def test_the_way_back_is_one_key_from_any_red_row(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    create_service(world, "worker", 2)
    world.advance(1800)
    bad = register(world, "worker", "web:bad", CrashAfter(20, exit_code=1))
    call(world, "UpdateService", cluster="prod-web", service="worker", taskDefinition=bad)
    world.advance(400)
    async with desk(world, time, tmp_path) as console:
        for view, subject in (
            (OVERVIEW.name, Subject()),
            ("services", CLUSTER),
            ("events", CLUSTER),
            ("tasks", CLUSTER),
            ("stopped", CLUSTER),
            ("stopped-tasks", CLUSTER),
        ):
            await console.open(view, subject)
            select_red(console)
            await console.press("B")
            await preview(console)
            await console.see("Back to last good: worker")
            await console.press("escape")
            await console.until(lambda: not isinstance(console.app.screen, Preview))


def select_red(console: Console) -> None:
    """Put the cursor on a row of the service worker."""
    view = console.browser.view
    row = next(row for row in console.table.rows if "worker" in view.searched(row))
    console.browser.select(view.key(row))


async def test_stops_of_several_services_are_of_none(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    bad = register(world, "shared", "web:bad", CrashAfter(20, exit_code=1))
    for name in ("one", "other"):
        create_service(world, name, 1, taskDefinition=bad)
    world.advance(400)
    async with desk(world, time, tmp_path) as console:
        await console.open("stopped", CLUSTER)
        await console.press("B")
        await console.until(lambda: any("select a service" in each for each in console.notices))


async def test_a_standalone_task_is_of_no_service(time: ManualTime, tmp_path: Path) -> None:
    world = empty_world()
    call(world, "CreateCluster", clusterName="prod-web")
    create_service(world, "checkout", 0)
    call(
        world, "RunTask", cluster="prod-web", taskDefinition=register(world, "alone"),
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-0a"]}},
    )  # fmt: skip
    world.advance(120)
    async with desk(world, time, tmp_path) as console:
        await console.open("tasks", CLUSTER)
        await console.press("B")
        await console.until(lambda: any("select a service" in each for each in console.notices))


async def test_marks_are_named_in_the_titles_and_gone_once_the_change_has_begun(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        console.browser.select(service(world, "cart"))
        await console.press("space")
        console.browser.select(service(world, "checkout"))
        await console.press("S")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.see("Scale cart · 1 marked")
        await console.press("ctrl+a", "delete", "3", "enter")
        await preview(console)
        await console.see("Scale cart to 3 · 1 marked · PROD")
        await console.press("escape", "escape")
        await console.until(lambda: bool(console.app.browsers[-1].marks))
        await console.until(lambda: console.app.screen is console.app.browsers[-1])
        await preview_of_scaling(console, "3")
        await confirmed(console, "cart")
        assert desired(world, "cart") == 3
        assert not console.browser.marks
        await console.press("S")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.see("Scale checkout")
        assert "marked" not in console.text


async def test_what_is_marked_and_hidden_is_not_exchanged_for_what_is_selected(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        console.browser.select(service(world, "cart"))
        await console.press("space")
        console.browser.filter_by("checkout")
        await console.press("R")
        told = "Roll: the filter hides all that is marked, and esc drops the marks."
        await console.until(lambda: told in console.notices)
        assert console.app.screen is console.browser
