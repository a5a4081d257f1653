"""`:` and `/` as they are typed: completion, corrections, and what a mistake does."""

import pytest
from textual import events

from ecstui.ui import commands
from ecstui.ui.subject import cluster_subject
from ecstui.ui.views import VIEWS
from ecstui.ui.widgets import prompt
from ecstui.ui.widgets.prompt import Entry, Prompt
from ecstui.ui.widgets.ticker import Ticker
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import full_world


def offered(console: Console) -> str:
    """The line above the prompt; empty when it is not there."""
    line = console.browser.query_one("#candidates", Ticker)
    return line.line if line.display else ""


def typed(console: Console) -> str:
    return console.browser.query_one(Entry).value


async def test_candidates_are_shown_and_tab_takes_the_first(console: Console) -> None:
    await console.press(":")
    assert "overview" in offered(console)
    await console.press(*"inst")
    assert offered(console) == "instances  instance"
    await console.see("instances instance")
    await console.press("tab")
    assert typed(console) == "instances"
    await console.press("space", "p")
    assert offered(console) == "prod-web"
    await console.press("tab", "enter")
    assert console.path == "prod-web › instances"


def test_as_many_candidates_are_shown_as_there_is_room_for_and_how_many_more_there_are() -> None:
    names = [f"service-{number}" for number in range(40)]
    assert prompt.offered(names[:3], 30) == "service-0  service-1  service-2"
    shown = prompt.offered([f"services {name}" for name in names], 30)
    assert shown.startswith("service-0  service-1")
    assert shown.endswith(f"  … {40 - shown.count('service-')} more")
    assert prompt.offered(["a" * 200], 30) == "a" * 200, (
        "one that is too long is shown all the same"
    )


async def test_a_wrong_command_stays_to_be_corrected(console: Console) -> None:
    await console.enter(":svcs staging")
    assert console.browser.query_one(Prompt).is_open
    assert typed(console) == "svcs staging"
    await console.see(
        "There is no command “svcs” (nearest: svc, services): Tab completes, :help lists all."
    )
    await console.press(*["left"] * len(" staging"), "backspace", "enter")
    assert not console.browser.query_one(Prompt).is_open
    assert console.path == "staging › services"


async def test_an_empty_command_and_blanks_do_nothing(console: Console) -> None:
    await console.enter(":")
    await console.enter(":   ")
    assert console.path == "prod-web › services"
    assert not console.browser.query_one(Prompt).is_open
    assert console.notices == []


async def test_a_command_may_bring_a_filter(console: Console) -> None:
    await console.enter(":svc prod-web /cat")
    assert console.names == ["catalog"]
    await console.enter(":svc staging")
    await console.enter(":svc prod-web")
    assert console.names == ["catalog"], "without one, the filter that was there stays"
    await console.enter(":svc prod-web /")
    assert console.names == ["cart", "catalog", "checkout"]


async def test_a_command_names_a_service_a_family_or_what_is_selected(time: ManualTime) -> None:
    async with open_console(full_world(), time) as console:
        for command, path in (
            (":tasks catalog", "prod-web › catalog › tasks"),
            (":td cart", "cart › revisions"),
            (":td", "task-definitions"),
            (":revisions", "cart › revisions"),
            (":ov", "overview"),
            (":cp prod-web", "prod-web › capacity-providers"),
            (":stopped", "prod-web › stopped"),
            (":clusters", "clusters"),
        ):
            await console.enter(command)
            await console.rest()
            assert console.path == path, command


async def test_a_family_that_there_is_none_of_is_named(console: Console) -> None:
    await console.enter(":td nothing")
    await console.see("nothing › revisions")
    await console.rest()
    assert console.browser.header_texts().status.condition in ("empty", "refused")
    await console.see("nothing")


async def test_without_a_cluster_at_hand_a_command_asks_which(console: Console) -> None:
    await console.enter(":td")
    await console.enter(":instances")
    await console.see("Of which cluster? For example: instances NAME.")


@pytest.mark.parametrize("word", ["q", "quit"])
async def test_leaving(console: Console, word: str) -> None:
    await console.press(":", *word)
    console.app.post_message(events.Key("enter", None))
    await console.until(lambda: console.app._exit)


OF_ONE_THING = {"revisions", "activity", "path", "rules"}
"""These need more than a cluster."""


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        *((name, None) for name in VIEWS if name not in OF_ONE_THING),
        ("td", "task-definitions"),
        ("td cart", "cart › revisions"),
        ("services staging", "staging › services"),
        ("instances", "prod-web › instances"),
    ],
)
def test_names_of_views_to_begin_with(wanted: str, path: str | None) -> None:
    command = commands.parse(wanted, commands.Known(here=[cluster_subject("prod-web")]))
    assert isinstance(command, commands.Open)
    crumbs = " › ".join((*command.subject.path, command.view.title or command.view.name))
    assert path in (None, crumbs)


async def test_a_view_to_begin_with_that_there_is_none_of_is_told(time: ManualTime) -> None:
    async with open_console(full_world(), time, view="pods") as console:
        assert console.path == "overview"
        assert console.notices[0] == "There is no command “pods”: Tab completes, :help lists all."
