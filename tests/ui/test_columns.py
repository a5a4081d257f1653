from datetime import UTC, datetime, timedelta

from ecstui.ui.columns import age_column
from ecstui.ui.widgets.column import sorted_rows

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
OLD, NEW = NOW - timedelta(days=12), NOW - timedelta(minutes=8)

AGE = age_column("age", "AGE", lambda moment: moment)


def test_an_age_is_told_in_words_and_compared_in_seconds() -> None:
    assert [AGE.text(moment, NOW) for moment in (OLD, NEW, None)] == ["12d", "8m", ""]
    assert [AGE.compared(moment, NOW) for moment in (NEW, None)] == [480.0, None]
    assert AGE.kind == "age"


def test_the_youngest_sorts_first_and_the_unknown_last_either_way() -> None:
    rows = [None, OLD, NEW]
    assert sorted_rows(rows, AGE, descending=False) == [NEW, OLD, None]
    assert sorted_rows(rows, AGE, descending=True) == [OLD, NEW, None]
