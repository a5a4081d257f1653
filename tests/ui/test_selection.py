"""What is selected stays selected, whatever happens to the rows around it."""

from ecstui.ui.subject import Kind, Subject, cluster_subject
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import define, full_world
from tests.world import call, create_service

WEB = cluster_subject("prod-web")
FAMILY = Subject(Kind.FAMILY, "cart", "cart")


async def test_through_sort_and_filter_in_every_order(console: Console) -> None:
    await console.press("j")
    chosen = console.selected
    assert console.names[1] == "catalog"
    for keys in (["O"], ["O"], ["O"], ["f2"], ["f2"], [*"/cat", "enter"], ["O"], ["escape"]):
        await console.press(*keys)
        assert console.selected == chosen, keys


async def test_through_a_refresh_that_brings_rows_and_takes_them(console: Console) -> None:
    await console.press("G")
    chosen = console.selected
    create_service(console.world, "aaa", 1)
    call(console.world, "DeleteService", cluster="prod-web", service="cart", force=True)
    for _ in range(4):
        await console.pass_time(600)
        await console.rest()
    assert "cart" not in console.names
    assert "aaa" in console.names
    assert console.selected == chosen


async def test_one_that_goes_leaves_the_cursor_on_its_line_and_takes_it_back(
    console: Console,
) -> None:
    await console.press("j")
    chosen = console.selected
    await console.enter("/!catalog")
    assert console.selected not in ("", chosen)
    await console.press("escape")
    assert console.selected == chosen


async def test_from_tasks_that_come_and_go(time: ManualTime) -> None:
    async with open_console(full_world(), time, view="tasks") as console:
        await console.press("G")
        chosen = console.selected
        before = {console.browser.view.key(row) for row in console.table.rows}
        for _ in range(5):
            await console.pass_time(61)
            await console.rest()
        now = {console.browser.view.key(row) for row in console.table.rows}
        assert now != before, "the crash loop has gone on"
        assert console.selected == chosen


async def test_two_revisions_side_by_side(time: ManualTime) -> None:
    world = full_world()
    define(world, "3")
    async with open_console(world, time, view="revisions cart") as console:
        await console.rest()
        assert console.selected.endswith("/cart:3")
        console.browser.open_inspector("compare")
        await console.until(lambda: "cart:3" in console.sheet)
        assert "cart:2" in console.sheet, "without a mark, with the one before"
        assert "VERSION" in console.sheet
        assert "a value" in console.sheet, "a value changed, and is not told"
        await console.press("G", "space", "g")
        await console.until(lambda: "cart:1" in console.sheet)
        assert "cart:2" not in console.sheet, "now with the one that is marked"
        await console.press("j")
        await console.until(lambda: "cart:2" in console.sheet)
        assert "cart:1" in console.sheet
        await console.press("G")
        await console.rest()
        await console.see("This is the marked revision.")
        await console.press("space")
        await console.see("There is nothing to compare with")
        await console.press("g")
        await console.until(lambda: "cart:2" in console.sheet and "cart:3" in console.sheet)


async def test_a_mark_stays_on_its_row_through_sort_and_refresh(time: ManualTime) -> None:
    world = full_world()
    async with open_console(world, time, view="revisions cart") as console:
        await console.rest()
        await console.press("G", "space")
        marked = console.selected
        define(world, "3")
        await console.pass_time(70)
        await console.until(lambda: len(console.table.rows) == 3)
        await console.press("O", "O")
        assert console.table.marked == {marked}
        await console.press("space")
        assert console.table.marked == frozenset()
        await console.open("services", WEB)
        await console.press("space")
        assert console.table.marked == {console.table.key(console.table.rows[0])}
        await console.press("escape")
        assert console.table.marked == frozenset(), "esc unmarks before it leaves the view"
