"""Escape goes back exactly one step, whatever the step was."""

import pytest

from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.prompt import Prompt
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import full_world


def steps(console: Console) -> tuple[str, str, bool, bool, bool, bool]:
    """Everything that a step back may undo."""
    browser = console.browser
    return (
        console.path,
        browser.rows.wanted,
        browser.inspecting,
        browser.has_class("-zoomed"),
        isinstance(browser.focused, LinesView),
        browser.query_one(Prompt).is_open,
    )


async def there_and_back(console: Console, *doings: tuple[str, ...]) -> None:
    """Do one thing after another, then undo them one by one."""
    states = [steps(console)]
    for keys in doings:
        await console.press(*keys)
        await console.rest()
        assert steps(console) != states[-1], f"{keys} did nothing"
        states.append(steps(console))
    for before in reversed(states[:-1]):
        await console.press("escape")
        await console.rest()
        assert steps(console) == before


async def test_step_by_step_beside_the_table(time: ManualTime) -> None:
    async with open_console(full_world(), time, cluster="") as console:
        await there_and_back(console, ("enter",), ("j", "enter"), (*"/running", "enter"), ("d",),
                             ("tab",))  # fmt: skip
        assert console.path == "overview"
        await console.press("escape")
        await console.see("This is the first view.")
        assert console.path == "overview"


async def test_a_zoomed_inspector_gets_its_place_beside_the_table_back(console: Console) -> None:
    await console.press("d", "plus")
    assert steps(console)[2:5] == (True, True, True)
    await console.press("escape")
    assert steps(console)[2:5] == (True, False, False)
    await console.press("escape")
    assert steps(console)[2:5] == (False, False, False)


async def test_over_the_table_the_inspector_is_one_step(time: ManualTime) -> None:
    async with open_console(full_world(), time, size=(80, 24)) as console:
        await there_and_back(console, (*"/c", "enter"), ("d",))
        await console.press("d", "plus", "escape", "escape")
        assert steps(console)[2:5] == (False, False, False)
        assert console.path == "prod-web › services"


@pytest.mark.parametrize("opening", ["/", ":"])
async def test_a_prompt_that_is_cancelled_leaves_everything_as_it_is(
    console: Console, opening: str
) -> None:
    before = steps(console)
    await console.press(opening, *"ca", "escape")
    assert steps(console) == before
    await console.press("d", "tab")
    before = steps(console)
    await console.press(opening, *"ca", "escape")
    assert steps(console) == before, "also the focus"


async def test_help_is_a_step(console: Console) -> None:
    await console.press("d", "question_mark")
    assert console.app.screen is not console.app.browsers[-1]
    await console.press("escape")
    assert console.browser.inspecting
