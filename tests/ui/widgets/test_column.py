from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ecstui.ui.widgets.column import (
    GAP,
    Column,
    fit,
    number_column,
    share_out,
    sorted_rows,
)
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


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), min_size=1), st.integers(0, 90))
def test_where_it_is_too_narrow_columns_are_squeezed_as_far_as_they_may_and_is_needed(
    given_columns: list[tuple[int, int]], width: int
) -> None:
    columns = [
        replace(column(f"c{n}", w), squeezed=min(w, squeezed))
        for n, (w, squeezed) in enumerate(given_columns)
    ]
    found = share_out(columns, width)
    least = [it.squeezed or it.width for it in columns]
    assert all(
        few <= cells <= it.width for few, cells, it in zip(least, found, columns, strict=True)
    )
    gaps = GAP * (len(columns) - 1)
    wanted = sum(it.width for it in columns)
    assert sum(found) == min(wanted, max(sum(least), width - gaps))


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


DROPPING = [
    column("name", 10, 1),
    replace(column("rollout", 12), drops=2),
    replace(column("pending", 4), drops=3),
    replace(column("age", 4), drops=1),
]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (33, [10, 12, 4, 4]),
        (36, [13, 12, 4, 4]),
        (32, [14, 12, 0, 4]),
        (27, [22, 0, 0, 4]),
        (14, [14, 0, 0, 0]),
        (5, [10, 0, 0, 0]),
    ],
)
def test_where_it_is_narrow_the_highest_drops_go_first(width: int, widths: list[int]) -> None:
    assert share_out(DROPPING, width) == widths


def test_an_optional_column_does_not_push_others_out() -> None:
    columns = [*DROPPING, column("evidence", 0, 9)]
    assert share_out(columns, 33) == [10, 12, 4, 4, 0]
    assert share_out(columns, 33 + GAP + 40) == [14, 12, 4, 4, 36]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.integers(0, 3))),
       st.integers(0, 90))  # fmt: skip
def test_what_can_be_left_out_makes_the_table_fit(
    given_columns: list[tuple[int, int, int]], width: int
) -> None:
    columns = [
        replace(column(f"c{n}", w, flex), drops=drops)
        for n, (w, flex, drops) in enumerate(given_columns)
    ]
    widths = share_out(columns, width)
    shown = [(c, w) for c, w in zip(columns, widths, strict=True) if w]
    if any(c.drops for c, _ in shown):
        assert sum(w + GAP for _, w in shown) - GAP <= width
    assert all(w >= c.width for c, w in shown)


def test_a_filter_compares_numbers_of_numbers_and_the_text_of_ranks() -> None:
    number: Column[tuple[int | None, str]] = number_column("n", "N", 4, lambda row: row[0])
    ranked = column("state", 10)
    assert number.compared((3, "x"), NOW) == 3
    assert number.compared((None, "x"), NOW) is None
    assert ranked.compared((0, "CRASHING"), NOW) == "CRASHING"
    named = replace(ranked, sort_key=lambda row: row[1])
    assert named.compared((0, "checkout"), NOW) == "checkout"
    given_value = replace(ranked, value=lambda row, now: f"{row[1]} at {now:%H:%M}")
    assert given_value.compared((0, "x"), NOW) == "x at 00:00"
