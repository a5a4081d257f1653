from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ecstui.ui.widgets.column import GAP, Column, fit, share_out, sorted_rows
from ecstui.ui.widgets.plain import plain

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def column(name: str, width: int, flex: int = 0) -> Column[tuple[int | None, str]]:
    return Column(name, name, width, lambda r, _: r[1], lambda r: r[0], flex)


@given(st.text().map(plain), st.integers(1, 40), st.sampled_from(["left", "right"]))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, align: str) -> None:
    assert cell_len(fit(text, width, align)) == width


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert fit("checkout-service", 9) == "checkout…"
    assert fit("七八九十", 5) == "七八…"


@given(st.text(), st.integers(1, 40))
def test_any_text_makes_a_cell_without_control_characters(text: str, width: int) -> None:
    cell = column("a", width).cell((1, text), NOW, width)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in cell)
    assert cell_len(cell) == width


def test_spare_width_goes_to_the_flexible_columns_by_their_shares() -> None:
    columns = [column("a", 10), column("b", 10, 2), column("c", 10, 1)]
    assert share_out(columns, 10 + 10 + 10 + 2 * GAP + 30) == [10, 30, 20]


def test_a_narrow_table_keeps_the_least_widths() -> None:
    assert share_out([column("a", 10), column("b", 10, 2)], 5) == [10, 10]


@given(st.lists(st.tuples(st.none() | st.integers(), st.text())), st.booleans())
def test_sorting_is_total_keeps_ties_and_puts_the_unknown_last(
    rows: list[tuple[int | None, str]], descending: bool
) -> None:
    result = sorted_rows(rows, column("a", 3), descending=descending)
    known = [row[0] for row in result if row[0] is not None]
    assert sorted(known, reverse=descending) == known
    assert [row[0] for row in result[len(known) :]] == [None] * (len(rows) - len(known))
    for value in set(known):
        assert [r for r in result if r[0] == value] == [r for r in rows if r[0] == value]


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202eb", "a\u200bb", "a\x00b"])
def test_escape_sequences_and_direction_overrides_do_not_reach_the_screen(text: str) -> None:
    cell = column("a", 12).cell((1, text), NOW, 12)
    assert not set(cell) & set("\x1b\u202e\u200b\x00")
