"""Every key, pressed where it works; none of them may change anything in AWS."""

import pytest
from textual.binding import Binding

from ecstui.aws.operations import OPERATIONS
from ecstui.sim.services import SERVICES
from ecstui.sim.world import World
from ecstui.ui import keymap
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console


def own_bindings() -> list[Binding]:
    return [
        b
        for b in (*keymap.APP, *keymap.BROWSER, *VirtualTable.BINDINGS, *Prompt.BINDINGS)
        if isinstance(b, Binding)
    ]


def test_every_binding_has_a_name_of_its_own() -> None:
    ids = [binding.id for binding in own_bindings()]
    assert None not in ids
    assert len(ids) == len(set(ids))


def test_what_help_shows_is_explained() -> None:
    for binding in own_bindings():
        assert binding.system or binding.description or binding.tooltip


async def press_everything(console: Console) -> None:
    for binding in own_bindings():
        if binding.id == "app.quit":
            continue
        for key in binding.key.split(","):
            await console.press(key)
            if key in ("slash", "colon", "question_mark", "escape"):
                await console.press("escape")
            assert console.app.crash is None


@pytest.mark.parametrize("cluster", ["prod-web", ""], ids=["services", "clusters"])
async def test_every_key_can_be_pressed_and_only_reads_reach_aws(
    world: World, time: ManualTime, cluster: str
) -> None:
    async with open_console(world, time, cluster=cluster) as console:
        await press_everything(console)
        reads = {f"{o.service}:{o.name}" for o in OPERATIONS if o.access.name == "READ"}
        writes = {
            f"{service.name}:{name}"
            for service in SERVICES.values()
            for name, operation in service.operations.items()
            if operation.writes
        }
        arrived = {f"{a.service}:{a.operation}" for a in console.server.calls.counts}
        assert arrived
        assert arrived <= reads
        assert not reads & writes


async def test_remapped_keys_work_and_the_footer_follows(console: Console) -> None:
    console.app.set_keymap({"browser.sort": "ctrl+t"})
    await console.press("ctrl+t")
    assert "SERVICE↑" in console.text
    await console.press("O")
    assert "SERVICE↑" in console.text, "the old key does nothing any more"
    await console.see("^t Sort")
