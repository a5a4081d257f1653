from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from ecstui.ui.screen_text import screen_text
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.virtual_table import VirtualTable

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    key: str
    value: int = 0


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "NAME", 8, lambda r, _: r.key, lambda r: r.key, 1),
    Column("value", "VALUE", 6, lambda r, _: str(r.value), lambda r: r.value, align="right"),
)


class Host(App[None]):
    def __init__(self, columns: Sequence[Column[Row]] = COLUMNS) -> None:
        super().__init__()
        self.columns = columns
        self.heard: list[Any] = []

    def compose(self) -> ComposeResult:
        yield VirtualTable(self.columns, lambda r: r.key, lambda: NOW)

    @property
    def table(self) -> VirtualTable[Row]:
        return self.query_one(VirtualTable)

    def on_virtual_table_selected(self, event: VirtualTable.Selected) -> None:
        self.heard.append(("opened", event.row.key))

    def on_virtual_table_header_clicked(self, event: VirtualTable.HeaderClicked) -> None:
        self.heard.append(("header", event.column_id))


def rows(count: int) -> list[Row]:
    return [Row(f"row-{n:05}", n) for n in range(count)]


@asynccontextmanager
async def host(
    shown: Sequence[Row], size: tuple[int, int] = (24, 6)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.table.set_rows(shown)
        await pilot.pause()
        yield app, pilot


def current(app: Host) -> str:
    assert app.table.current is not None
    return app.table.current.key


async def test_header_and_rows_are_drawn_in_their_columns() -> None:
    async with host(rows(2)) as (app, _):
        assert screen_text(app).splitlines()[:4] == [
            "NAME              VALUE",
            "row-00000             0",
            "row-00001             1",
            "",
        ]


async def test_the_cursor_stays_on_its_row_when_the_order_changes() -> None:
    async with host(rows(10)) as (app, pilot):
        await pilot.press("down", "down")
        app.table.set_rows(list(reversed(rows(10))))
        assert current(app) == "row-00002"
        assert app.table.cursor == 7
        await pilot.pause()
        assert "row-00002" in screen_text(app), "and stays in sight"


async def test_the_cursor_stays_on_its_line_when_its_row_is_gone() -> None:
    async with host(rows(4)) as (app, pilot):
        await pilot.press("end")
        app.table.set_rows(rows(3))
        assert current(app) == "row-00002"
        app.table.set_rows([])
        assert app.table.current is None
        app.table.set_rows(rows(3))
        assert current(app) == "row-00000"


async def test_a_row_that_changed_is_drawn_again_and_one_that_did_not_is_not() -> None:
    before = rows(4)
    async with host(before) as (app, _):
        unchanged, changed = app.table.render_line(2), app.table.render_line(3)
        app.table.set_rows([*before[:2], Row("row-00002", 99), before[3]])
        assert app.table.render_line(3).text == "row-00002            99 "
        assert app.table.render_line(3) != changed
        assert app.table.render_line(2) == unchanged


async def test_keys_move_by_line_by_page_and_to_the_ends() -> None:
    async with host(rows(100)) as (app, pilot):
        for keys, expected in [
            (("j",), 1), (("k",), 0), (("pagedown",), 4), (("ctrl+f",), 8), (("ctrl+b",), 4),
            (("G",), 99), (("down",), 99), (("g",), 0), (("up",), 0),
        ]:  # fmt: skip
            await pilot.press(*keys)
            assert app.table.cursor == expected
            await pilot.pause()
            assert f"row-{expected:05}" in screen_text(app)


async def test_enter_and_a_double_click_open_the_row() -> None:
    async with host(rows(5)) as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.click(VirtualTable, offset=(3, 4), times=2)
        assert app.heard == [("opened", "row-00001"), ("opened", "row-00003")]


async def test_enter_on_nothing_opens_nothing() -> None:
    async with host([]) as (app, pilot):
        await pilot.press("enter", "down")
        assert app.heard == []


async def test_a_click_on_a_title_names_its_column() -> None:
    async with host(rows(2)) as (app, pilot):
        await pilot.click(VirtualTable, offset=(2, 0))
        await pilot.click(VirtualTable, offset=(22, 0))
        assert app.heard == [("header", "name"), ("header", "value")]


def counting(drawn: list[str]) -> Column[Row]:
    """A column that notes whose cells are drawn."""

    def text(row: Row, _: datetime) -> str:
        drawn.append(row.key)
        return ""

    return Column("n", "N", 20, text, lambda r: r.key)


async def test_fifty_thousand_rows_draw_only_what_is_seen() -> None:
    drawn: list[str] = []
    app = Host((counting(drawn),))
    async with app.run_test(size=(24, 6)) as pilot:
        app.table.set_rows(rows(50_000))
        await pilot.pause()
        await pilot.press("G")
        for y in range(6):
            app.table.render_line(y)
        assert "row-49999" in drawn
        assert len(set(drawn)) <= 10


async def test_an_unchanged_row_is_not_worked_out_again() -> None:
    drawn: list[str] = []
    app = Host((counting(drawn),))
    async with app.run_test(size=(24, 6)):
        before = rows(4)
        app.table.set_rows(before)
        for y in range(1, 5):
            app.table.render_line(y)
        drawn.clear()
        app.table.set_rows([*before[:2], Row("row-00002", 99), before[3]])
        for y in range(2, 5):
            app.table.render_line(y)
        assert drawn == ["row-00002"]
