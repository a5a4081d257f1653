from datetime import timedelta

import pytest

from ecstui.analysis.wording import ago


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "0s"),
        (timedelta(seconds=59.9), "59s"),
        (timedelta(seconds=60), "1m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=47), "1d"),
        (timedelta(days=400), "400d"),
    ],
)
def test_spans_take_their_largest_whole_unit(span: timedelta, words: str) -> None:
    assert ago(span) == words
