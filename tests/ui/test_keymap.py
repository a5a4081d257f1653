from collections.abc import AsyncIterator

import pytest
from textual import events
from textual.actions import parse
from textual.binding import Binding

from ecstui.aws.operations import OPERATIONS
from ecstui.sim.services import SERVICES
from ecstui.ui import keymap
from ecstui.ui.browser import Browser
from ecstui.ui.help import live_keys
from ecstui.ui.inspector.inspector import Inspector
from ecstui.ui.options import Options
from ecstui.ui.subject import Kind, Subject, cluster_subject, service_subject
from ecstui.ui.views import VIEWS
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import CART, full_world
from tests.world import ACCOUNT

APART = ("app.quit", "app.next-red", "app.previous-red", "table.open", "browser.stopped",
         "browser.who", "browser.path", "browser.back", "browser.journal")  # fmt: skip
"""Keys that lead away from the view; they are tested where they lead."""
READS = {f"{o.service}:{o.name}" for o in OPERATIONS if o.access.name == "READ"}
SIZES = {"narrow": (80, 24), "wide": (120, 36)}
SWEPT = [("wide", [*VIEWS][at::4]) for at in range(4)] + [
    ("narrow", ["overview", "services", "stopped", "revisions"])
]
"""Which views at which size, some in one test."""
BURST = 12


def own_bindings() -> list[Binding]:
    sources = (keymap.APP, keymap.BROWSER, VirtualTable.BINDINGS, LinesView.BINDINGS,
               Inspector.BINDINGS, Prompt.BINDINGS)  # fmt: skip
    return [b for source in sources for b in source if isinstance(b, Binding)]


OPENING = {"slash", "colon", "question_mark", "m", "A"}


def keys() -> list[str]:
    """Every key that one stays in the view with."""
    pressed = [key for b in own_bindings() if b.id not in APART for key in b.key.split(",")]
    left_out = {"enter", "escape", *OPENING, *(f"f{n}" for n in range(4, 12))}
    return [key for key in dict.fromkeys(pressed) if key not in left_out]


def test_every_binding_has_a_name_of_its_own() -> None:
    ids = [binding.id for binding in own_bindings()]
    assert None not in ids
    assert len(ids) == len(set(ids))


def test_what_help_shows_is_explained() -> None:
    for binding in own_bindings():
        assert binding.system or binding.description or binding.tooltip


def test_no_read_is_a_write() -> None:
    writes = {
        f"{service.name}:{name}"
        for service in SERVICES.values()
        for name, operation in service.operations.items()
        if operation.writes
    }
    assert READS
    assert not READS & writes


def subject_of(view: str) -> Subject:
    kinds = VIEWS[view].about
    if Kind.REGION in kinds:
        return Subject()
    if Kind.SERVICE in kinds and Kind.CLUSTER not in kinds:
        return service_subject(CART, cluster_subject("prod-web"))
    if kinds == (Kind.USER,):
        return Subject(Kind.USER, "robot", f"arn:aws:iam::{ACCOUNT}:user/robot")
    return cluster_subject("prod-web") if Kind.CLUSTER in kinds else Subject(Kind.FAMILY, "cart",
                                                                            "cart")  # fmt: skip


async def press_everything(console: Console) -> None:
    """Every key, some at a time as they come over a slow line."""
    pressed = keys()
    for at in range(0, len(pressed), BURST):
        for key in pressed[at : at + BURST]:
            console.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await console.settle()
        assert console.app.crash is None, pressed[at : at + BURST]


@pytest.mark.parametrize(
    ("size", "views"), SWEPT, ids=lambda it: it if isinstance(it, str) else " ".join(it)
)
async def test_every_key_in_every_view_reads_at_most(
    time: ManualTime, size: str, views: list[str]
) -> None:
    async with open_console(full_world(), time, size=SIZES[size], cluster="") as console:
        for view in views:
            await console.open(view, subject_of(view))
            if ([*VIEWS].index(view) % 2 == 0) is (size == "wide"):
                console.browser.open_inspector()
            await press_everything(console)
            assert console.browser.view.name == view
            console.app.open(VIEWS["overview"], Subject())
        for key in OPENING:
            await console.press(key, "escape")
        assert console.browser.view.name == "overview"
        assert console.arrived
        assert console.arrived.keys() <= READS


LEADS = {
    "overview": "services",
    "clusters": "services",
    "services": "tasks",
    "tasks": "tasks",
    "stopped": "stopped-tasks",
    "stopped-tasks": "stopped-tasks",
    "task-definitions": "revisions",
    "revisions": "revisions",
    "instances": "instances",
    "capacity-providers": "capacity-providers",
    "events": "tasks",
    "network": "network",
    "iam": "iam",
    "groups": "groups",
    "roles": "roles",
    "policies": "policies",
    "activity": "activity",
    "trail": "trail",
    "watches": "trail",
    "who": "who",
    "trails": "trails",
    "subnets": "subnets",
    "path": "path",
    "rules": "rules",
}
"""Where Enter leads from each view: into the inspector where there is no more."""
EMPTY_AT_FIRST = {"watch", "journal", "credential-report"}
"""What Enter does there is tested where something has been changed."""


async def test_where_enter_leads_from_every_view(time: ManualTime) -> None:
    assert set(LEADS) | EMPTY_AT_FIRST == set(VIEWS)
    async with open_console(full_world(), time, cluster="") as console:
        for view, led in LEADS.items():
            console.app.open(VIEWS[view], subject_of(view))
            await console.until(lambda: bool(console.browser.table.rows))
            await console.press("enter")
            assert console.browser.view.name == led, view
            assert console.browser.inspecting is (led == view), view
            console.app.open(VIEWS["overview"], Subject())


async def test_where_the_key_of_stopped_tasks_leads(time: ManualTime) -> None:
    async with open_console(full_world(), time) as console:
        await console.press("s")
        assert console.path == "prod-web › worker › stopped", "those of what is selected"
        await console.rest()
        await console.press("enter", "s")
        assert console.browser.view.name == "stopped"
        await console.open("task-definitions")
        await console.press("s")
        assert console.notices == ["For stopped select a service or cluster."]


REMAPPED = {
    "browser.sort": "ctrl+t",
    "browser.describe": "i,f2",
    "app.next-red": "J",
    "table.down": "s,down",
    "browser.filter": "backslash",
    "browser.stopped": "x",
    "browser.sort-2": "ctrl+y",
}


@pytest.fixture
async def remapped(time: ManualTime) -> AsyncIterator[Console]:
    options = Options(keymap=REMAPPED)
    async with open_console(full_world(), time, options=options) as console:
        yield console


def inspects(console: Console) -> bool:
    return console.browser.inspecting


async def test_keys_of_ones_own_work_and_the_old_ones_do_not(remapped: Console) -> None:
    assert remapped.table.cursor == 0
    await remapped.press("j")
    assert remapped.table.cursor == 0
    await remapped.press("s")
    assert remapped.table.cursor == 1
    await remapped.press("d")
    assert not inspects(remapped)
    await remapped.press("i")
    assert inspects(remapped)
    await remapped.press("f2")
    assert not inspects(remapped)
    await remapped.press("O")
    assert "STATE↑" in remapped.text
    await remapped.press("ctrl+t")
    assert "SERVICE↑" in remapped.text
    await remapped.press("/", "x")
    assert not remapped.browser.query_one(Prompt).is_open
    await remapped.press("backslash", *"ca", "enter")
    assert remapped.browser.rows.wanted == "ca"


async def test_footer_and_help_follow(remapped: Console) -> None:
    footer = remapped.text.splitlines()[-1]
    for hint in ("\\ Filter", "J Red"):
        assert hint in footer
    for hint in ("/ Filter", "d Describe", ". Red"):
        assert hint not in footer
    shown = live_keys(remapped.browser)
    told = {name: keys for group in shown.values() for name, (keys, _) in group.items()}
    assert told["browser.describe"] == ["i", "f2"]
    assert told["table.down"] == ["s", "↓"]
    assert told["browser.stopped"] == ["x"]
    await remapped.press("question_mark")
    await remapped.see("Show every key")
    lines: set[str] = set()
    for _ in range(5):
        lines |= {" ".join(line.split()) for line in remapped.text.splitlines()}
        await remapped.press("pagedown")
    assert any("^t" in line and "Sort by the next column" in line for line in lines)


@pytest.mark.parametrize("size", SIZES)
async def test_help_shows_every_key_that_works_here(time: ManualTime, size: str) -> None:
    async with open_console(full_world(), time, size=SIZES[size]) as console:
        console.app.animation_level = "none"  # Or a page is read while it is on its way.
        await console.press("question_mark")
        wanted = [
            b.tooltip for b in keymap.BROWSER if isinstance(b, Binding) and not b.system
            and b.id not in ("browser.mark", "change.unfollow")  # These are for other views.
        ]  # fmt: skip
        assert len(wanted) > 10
        missing = set(wanted)
        for _ in range(60):  # By few lines, as what is told in two may be cut by a page.
            text = " ".join(console.text.replace("│", " ").split())
            missing = {each for each in missing if each not in text}
            if missing:
                await console.press("down", "down")
        assert missing == set()


@pytest.mark.parametrize(
    ("view", "hinted"),
    [("tasks", "s Stopped n Path w Who"), ("trails", "d Describe ? Help"), ("network", "w Who")],
)
async def test_keys_that_ask_are_hinted_where_they_lead(
    time: ManualTime, view: str, hinted: str
) -> None:
    async with open_console(full_world(), time, size=(120, 36), view="clusters") as console:
        await console.open(view, subject_of(view))
        await console.until(lambda: bool(console.table.rows) or view == "trails")
        last = " ".join(console.text.splitlines()[-1].split())
        assert hinted in last
        assert ("Path" in last) is (view == "tasks")


def test_a_hint_is_told_of_by_what_carries_its_key_out() -> None:
    """Or `hint_x` is of a key that is gone, or misspelt: its key would be hinted at everywhere."""
    told = {name.removeprefix("hint_") for name in dir(Browser) if name.startswith("hint_")}
    keys = {parse(b.action)[1] for b in keymap.BROWSER if isinstance(b, Binding)}
    assert told == {"act", "ask", "rotate", "unfollow"}
    assert told <= keys
    assert all(hasattr(Browser, f"action_{name}") for name in told)


async def test_the_rotation_of_a_key_is_hinted_at_a_user_who_is_not_root(time: ManualTime) -> None:
    async with open_console(full_world(), time, size=(160, 36), view="iam") as console:
        for user, rotates in {"user/alice": True, "root": False}.items():
            console.browser.select(f"arn:aws:iam::{ACCOUNT}:{user}")
            await console.rest()
            assert ("A Rotate key" in console.text.splitlines()[-1]) is rotates
