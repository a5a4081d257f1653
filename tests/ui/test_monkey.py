"""Keys at random: nothing ends the console, nothing is changed unconfirmed.

`pytest tests/ui/test_monkey.py --monkey-keys 10000 --timeout 0` takes minutes; by default there are
fewer.
"""

import random
from pathlib import Path

import pytest

from ecstui.actions.ladder import needs_reason, phrase
from ecstui.actions.registry import ACTIONS
from ecstui.journal import Intent, read_all
from ecstui.ui.dialogs.confirm import DEAF, Confirm
from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.options import Options
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.test_no_key_writes import ALL, VIEW_OF, answered, burst, go_to, written
from tests.ui.worlds import full_world

SEEDS = range(4)
ASKS, CONFIRMS = 0.1, 0.4
"""How often it asks for the preview of a change, and types what that asks for."""
OFTEN = [each.key for each in ACTIONS.values() if each.key] * 4 + ["enter", "escape", "down"] * 8


class Monkey:
    """Presses keys, and now and then confirms on purpose.

    :param confirmed: what it has typed to confirm, preview by preview.
    """

    def __init__(self, console: Console, seed: int) -> None:
        self.console = console
        self.dice = random.Random(seed)
        self.previews = 0
        self.confirmed: list[str] = []

    async def step(self) -> int:
        """Press some keys; how many."""
        self.console.time.advance(self.dice.choice((0.05, 0.5)))
        if self.previews == 0 or self.dice.random() < ASKS:
            await self.ask()
        screen = self.console.app.screen
        if isinstance(screen, Preview):
            self.previews += 1
            if self.dice.random() < CONFIRMS and screen.query(Confirm):
                return await self.confirm(screen)
        keys = self.dice.choices([*ALL, *OFTEN], k=self.dice.randint(1, 12))
        await burst(self.console, keys)
        assert self.console.app.is_running, keys
        assert self.console.app.crash is None, keys
        return len(keys)

    async def ask(self) -> None:
        """Go as far as to the preview of some change, if there is one."""
        console = self.console
        console.world.advance(20)  # What was stopped is replaced.
        console.time.advance(20)
        action = self.dice.choice([it for it in ACTIONS.values() if it.key])
        await go_to(console, VIEW_OF[action.about[0]])
        await console.press(action.key)
        await console.until(lambda: answered(console) or bool(console.notices))
        screen = console.app.screen
        if isinstance(screen, FormDialog):
            await burst(console, ["enter"])
            await console.until(lambda: console.app.screen is screen or answered(console))

    async def confirm(self, preview: Preview) -> int:
        """Type exactly what is asked for; that alone may change something."""
        plan, console = preview.plan, self.console
        console.time.advance(DEAF)
        for field in preview.query(Confirm):
            field.value = ""
            preview.set_focus(field)
            wanted = phrase(plan) if field.id == "typed" else "a drill"
            await burst(console, wanted)
        self.confirmed.append(phrase(plan))
        await burst(console, ["enter"])
        await console.until(lambda: console.app.screen is not preview and answered(console))
        return len(phrase(plan)) + needs_reason(plan)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_monkey_changes_nothing_that_it_did_not_confirm(
    time: ManualTime,
    tmp_path: Path,
    seed: int,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    keys = request.config.getoption("--monkey-keys") // len(SEEDS)
    folder, options = tmp_path / "journal", Options(countdown=0)
    async with open_console(
        full_world(), time, journal=folder, options=options, size=(60, 16)
    ) as console:
        monkey, pressed = Monkey(console, seed), 0
        while pressed < keys:
            pressed += await monkey.step()
        assert monkey.previews, "it came to previews"
        assert [it.message for it in caplog.records if it.exc_info] == [], "no fault of its own"
        await go_to(console, "services")
        intents = [
            entry.record
            for reading in read_all(folder)
            for entry in reading.entries
            if isinstance(entry.record, Intent)
        ]
        assert {intent.typed for intent in intents} <= set(monkey.confirmed)
        assert len({intent.change_id for intent in intents}) <= len(monkey.confirmed)
        assert len(written(console)) <= len(intents)
