from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from ecstui.ui.widgets.ticker import Ticker


class Host(App[None]):
    CSS = "#line { height: auto; min-height: 1; } #auto { width: auto; height: 1; }"

    def compose(self) -> ComposeResult:
        yield Ticker(id="line")
        yield Ticker(id="auto")


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each change of a text laid the screen out."""
    asked: list[bool] = []
    update = Ticker.update

    def recording(self: Ticker, content: Any, *, layout: bool = True) -> None:
        asked.append(layout)
        update(self, content, layout=layout)

    monkeypatch.setattr(Ticker, "update", recording)
    return asked


async def test_only_a_text_that_takes_other_room_lays_the_screen_out(layouts: list[bool]) -> None:
    app = Host()
    async with app.run_test(size=(20, 6)) as pilot:
        line, auto = app.query_one("#line", Ticker), app.query_one("#auto", Ticker)
        line.show("for 9m")
        auto.show("9m")
        await pilot.pause()
        layouts.clear()
        line.show("for 10m")
        auto.show("10m")
        line.show("a text that is longer than the line")
        await pilot.pause()
        assert layouts == [False, True, True]
        assert line.region == Region(0, 0, 20, 2)
