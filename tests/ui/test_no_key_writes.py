"""No key changes anything by itself: every key on every view, and the easy ones on every dialog."""

import string
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import TargetKind
from ecstui.aws.operations import OPERATIONS
from ecstui.ui.browser import Browser
from ecstui.ui.choice import Choice
from ecstui.ui.dialogs.confirm import DEAF
from ecstui.ui.dialogs.form import FieldInput, FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.dialogs.waiting import Waiting
from ecstui.ui.help import Help
from ecstui.ui.messages import Commanded
from ecstui.ui.subject import cluster_subject, service_subject
from ecstui.ui.views import VIEWS
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import CART, full_world
from tests.world import call

READS = {f"{o.service}:{o.name}" for o in OPERATIONS if o.access.name == "READ"}
ENDING = {"ctrl+c", "ctrl+q"}
"""These end the console; what that does to a change is tested elsewhere."""
CHORDS = [f"ctrl+{letter}" for letter in string.ascii_lowercase if f"ctrl+{letter}" not in ENDING]
NAMED = ["enter", "space", "tab", "shift+tab", "up", "down", "home", "end", "pageup", "pagedown",
         "backspace", "delete", "left", "right", *(f"f{n}" for n in range(1, 13))]  # fmt: skip
EASY = [*string.ascii_lowercase, *CHORDS, "enter"]
ALL = [*string.ascii_letters, *string.digits, *string.punctuation, *CHORDS, *NAMED]
LEADING_AWAY = {*"nsimw.,:/?", "enter"}
"""Pressed one by one, each on the view itself; the others may come in bursts."""
VIEW_OF = {
    TargetKind.SERVICE: "services",
    TargetKind.TASK: "tasks",
    TargetKind.INSTANCE: "instances",
    TargetKind.USER: "iam",
    TargetKind.ROLE: "roles",
}
CHOSEN = {"count": "5"}
"""What is put into a form where what stands there already would change nothing."""
PARTS = [[*VIEWS][at::8] for at in range(8)]
"""Of the views, so that no single test takes minutes."""
HAS_ROWS = {name for name in VIEWS if name not in ("watch", "journal", "credential-report")}
OF_A_SERVICE = {"path", "rules"}
"""Views that are opened from a service."""
ABOUT_A_CLUSTER = {name for name, view in VIEWS.items() if "cluster" in map(str, view.about)}


def written(console: Console) -> list[str]:
    """The calls that have arrived at AWS and are not among the reads."""
    return [name for name in console.arrived if name not in READS]


def word_for(view: str) -> str:
    """The command that opens a view."""
    if view == "revisions":
        return "revisions cart"
    if view == "activity":
        return "activity robot"
    return f"{view} prod-web" if view in ABOUT_A_CLUSTER else view


def is_at(console: Console, view: str) -> bool:
    """Whether it is on top, of the cluster in which there is something."""
    browser = console.app.browsers[-1]
    there = view not in ABOUT_A_CLUSTER or browser.subject.path[:1] == ("prod-web",)
    return browser.view.name == view and there


def on_a_view(console: Console) -> bool:
    """Whether no dialog is there, and no form."""
    return isinstance(console.app.screen, Browser)


async def go_to(console: Console, view: str) -> None:
    """Return to the view, whatever a key has opened, and wait until it has a selection."""
    for _ in range(6):
        if on_a_view(console):
            break
        await console.press("escape")
    assert on_a_view(console), "escape leads out of everything"
    if not is_at(console, view) or console.browser.prompt.is_open:
        await console.press("escape")
        if view in OF_A_SERVICE:
            console.app.open(VIEWS[view], service_subject(CART, cluster_subject("prod-web")))
        else:
            console.app.post_message(Commanded(word_for(view)))
        await console.until(lambda: is_at(console, view))
    if view in HAS_ROWS:
        if console.app.browsers[-1].rows.wanted:
            await console.press("escape")  # A filter may hide all.
        await console.until(lambda: console.app.browsers[-1].table.current is not None)
    if not on_a_view(console):  # A form's preview came only now.
        await go_to(console, view)
    console.app.clear_notifications()


async def burst(console: Console, keys: Iterable[str]) -> None:
    """Press keys faster than the console can answer."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        console.app.post_message(events.Key(name, key if len(key) == 1 else None))
    await console.settle()


async def every_key(console: Console, view: str, keys: list[str]) -> None:
    """Press every key on the view, and Enter behind those that lead somewhere."""
    await go_to(console, view)
    await burst(console, [key for key in keys if key not in LEADING_AWAY])
    for key in (key for key in keys if key in LEADING_AWAY):
        await go_to(console, view)
        await console.press(key)
        console.time.advance(DEAF)
        await console.press("enter")


@pytest.mark.parametrize("views", PARTS, ids=" ".join)
async def test_read_only_no_key_on_any_view_changes_anything(
    time: ManualTime, views: list[str]
) -> None:
    async with open_console(full_world(), time) as console:
        for view in views:
            await every_key(console, view, ALL)
        assert console.arrived
        assert written(console) == []
        assert console.app.gates == {}, "what could write does not even exist"


@pytest.mark.parametrize("views", PARTS, ids=" ".join)
async def test_no_easy_key_on_any_view_changes_anything(
    time: ManualTime, tmp_path: Path, views: list[str]
) -> None:
    async with open_console(full_world(), time, journal=tmp_path / "journal") as console:
        for view in views:
            await every_key(console, view, EASY)
        assert console.arrived
        assert written(console) == []


async def ask_for(console: Console, action: str) -> None:
    """Press the key of an action on what it is about, and wait for what that opens."""
    view = VIEW_OF[ACTIONS[action].about[0]]
    await go_to(console, view)
    await console.rest()
    if view == "services":
        console.browser.select(CART)
    elif view in ("tasks", "iam"):
        await console.press("G")  # The last one runs; the first of the users is root.
    await console.press(ACTIONS[action].key)
    await console.until(lambda: not on_a_view(console) or bool(console.notices))
    assert not on_a_view(console), console.notices
    await console.until(lambda: answered(console))


def answered(console: Console) -> bool:
    """Whether a dialog is there that waits for a person, or says why there is no plan."""
    screen = console.app.screen
    return not isinstance(screen, Waiting) or bool(screen.query(".-bad"))


async def through(console: Console, action: str) -> list[type[object]]:
    """The dialogs that an action leads through, with every easy key pressed on each."""
    seen: list[type[object]] = []
    await ask_for(console, action)
    for _ in range(4):
        screen = console.app.screen
        seen.append(type(screen))
        if not isinstance(screen, FormDialog | Choice):
            break
        values = {it.field.id: it.text if it.field.edits else it.value
                  for it in screen.query(FieldInput)}  # fmt: skip
        await burst(console, EASY[:-1])
        if console.app.screen is not screen:
            await go_to(console, "services")
            await ask_for(console, action)
            screen = console.app.screen
        for each in screen.query(FieldInput):
            each.put(CHOSEN.get(each.field.id, values[each.field.id]))
        await console.press("enter")
        await console.until(lambda: answered(console))
    console.time.advance(DEAF)
    await burst(console, EASY)
    await burst(console, ["tab", *EASY])
    return seen


@pytest.mark.parametrize("action", [name for name, each in ACTIONS.items() if each.key])
async def test_no_easy_key_on_any_dialog_changes_anything(
    time: ManualTime, tmp_path: Path, action: str
) -> None:
    """In production, where not even `yes` confirms; a deployment is under way."""
    world = full_world()
    anew = {"cluster": "prod-web", "service": "cart", "forceNewDeployment": True}
    call(world, "UpdateService", **anew, enableExecuteCommand=True)
    world.advance(900)
    call(world, "UpdateService", **anew)
    async with open_console(world, time, journal=tmp_path / "journal") as console:
        seen = await through(console, action)
        assert seen[-1] is Preview
        assert written(console) == []


async def test_no_easy_key_on_help_or_a_choice_changes_anything(
    time: ManualTime, tmp_path: Path
) -> None:
    async with open_console(full_world(), time, journal=tmp_path / "journal") as console:
        await console.press("question_mark")
        assert isinstance(console.app.screen, Help)
        await burst(console, [key for key in EASY if key != "q"])
        await go_to(console, "services")
        console.app.post_message(Commanded("region"))
        await console.settle()
        await burst(console, EASY)
        assert written(console) == []
