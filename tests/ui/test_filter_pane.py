"""What `/` does to the rows on screen."""

import pytest

from ecstui.sim.world import World
from ecstui.ui.subject import cluster_subject
from ecstui.ui.views import VIEWS
from ecstui.ui.widgets.prompt import Entry
from tests.ui.conftest import Console
from tests.ui.worlds import full_world
from tests.world import create_service


@pytest.fixture
def world() -> World:
    world = full_world()
    world.advance(3600 * 3)
    create_service(world, "young", 1)
    world.advance(120)
    return world


async def test_words_and_conditions(console: Console) -> None:
    everything = ["cart", "catalog", "worker", "young"]
    assert sorted(console.names) == everything
    for wanted, names in (
        ("state=CRASHING", ["worker"]),
        ("state!=CRASHING", ["cart", "catalog", "young"]),
        ("age<2h", ["young"]),
        ("age>=2h ca", ["cart", "catalog"]),
        ("desired>=3", ["catalog"]),
        ("!ca", ["worker", "young"]),
        ("~ctg", ["catalog"]),
        ("revision=cart:2", ["cart"]),
        ("CART", ["cart"]),
    ):
        console.browser.filter_by(wanted)
        assert sorted(console.names) == names, wanted
        await console.settle()
        assert f"{len(names)} of 4  /{wanted}" in console.text
    console.browser.filter_by("")
    assert sorted(console.names) == everything


async def test_what_is_not_understood_is_told_and_hides_nothing(console: Console) -> None:
    for wanted, told in (
        ("age<soon", "Filter: age is an age, such as 90s, 15m, 2h, 7d or 1w."),
        ("colour=red", "Filter: "),
        ("desired=many", "Filter: desired is a number, and “many” is none."),
        ("state<3", "Filter: state is a text: compare it with = or !=."),
    ):
        await console.enter(f"/{wanted}")
        await console.see(told)
        assert len(console.names) == 4, wanted
        await console.press("escape")
        assert "Filter:" not in console.text


async def test_half_typed_conditions_hide_nothing(console: Console) -> None:
    await console.press(*"/state=")
    assert len(console.names) == 4
    await console.press(*"cra*")
    assert console.names == ["worker"]


async def test_a_filter_goes_on_for_what_comes_later(console: Console) -> None:
    await console.enter("/you")
    create_service(console.world, "younger", 1)
    await console.pass_time(7)
    await console.until(lambda: sorted(console.names) == ["young", "younger"])


async def test_every_view_can_be_filtered_by_each_of_its_columns(console: Console) -> None:
    web = cluster_subject("prod-web")
    for name in ("tasks", "stopped", "stopped-tasks", "events", "instances", "capacity-providers"):
        await console.open(name, web)
        rows = len(console.table.rows)
        assert rows, name
        for column in VIEWS[name].columns:
            console.browser.filter_by(f"{column.id}!=nothing-like-it")
            problem = console.browser.rows.filter.problem
            assert problem == "" or column.kind != "text", (name, column.id, problem)
        console.browser.filter_by("")
        assert len(console.table.rows) == rows


async def test_what_a_state_is_based_on_is_searched_too(console: Console) -> None:
    for wanted, names in (
        ('"exit 1"', ["worker"]),
        ('!"exit 1"', ["cart", "catalog", "young"]),
        ("!steady", ["worker"]),
    ):
        console.browser.filter_by(wanted)
        assert sorted(console.names) == names, wanted
    await console.open("stopped-tasks", cluster_subject("prod-web"))
    everything = len(console.table.rows)
    console.browser.filter_by('"exit 1"')
    assert len(console.table.rows) == everything > 0


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("y", "y"),
        ("enter", "ca"),
        ("backspace enter", ""),
        ("right t enter", "cat"),
        ("end t enter", "cat"),
        ("left w enter", "wca"),
        ("left right r t enter", "crta"),
        ("y o backspace enter", "y"),
    ],
)
async def test_a_new_filter_takes_the_place_of_the_old_one(
    console: Console, keys: str, wanted: str
) -> None:
    """As in k9s, less and vim; Enter alone keeps it, and the cursor's keys change it."""
    await console.enter("/ca")
    assert sorted(console.names) == ["cart", "catalog"]
    await console.press("slash", *keys.split())
    assert console.browser.rows.wanted == wanted
    assert "/ca" not in console.text.splitlines()[1] or wanted.startswith("ca")


async def test_until_something_is_typed_the_old_filter_holds(console: Console) -> None:
    await console.enter("/ca")
    await console.press("slash")
    assert sorted(console.names) == ["cart", "catalog"]
    assert "/ ca" in console.text
    await console.press("escape")
    assert len(console.names) == 4


async def test_a_note_is_written_behind_its_command(console: Console) -> None:
    await console.press("m", *"all well")
    assert console.browser.prompt.query_one(Entry).value == "note all well"
