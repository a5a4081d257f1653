from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ecstui.analysis.trail.places import global_region, places
from ecstui.analysis.trail.spans import Span, joined, missing

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


def seconds(spans: list[Span]) -> set[int]:
    return {second for first, last in spans for second in range(first, last + 1)}


@given(SPANS)
def test_joined_spans_are_the_same_seconds_in_order_and_apart(spans: list[Span]) -> None:
    found = joined(spans)
    assert seconds(found) == seconds(spans)
    for before, after in pairwise(found):
        assert before[1] + 1 < after[0]


@given(st.tuples(st.integers(0, 40), st.integers(0, 40)), SPANS)
def test_what_is_missing_is_exactly_what_is_in_none(wanted: Span, read: list[Span]) -> None:
    found = missing(wanted, read)
    assert seconds(found) == seconds([wanted]) - seconds(read)
    assert found == sorted(found, reverse=True), "the latest first"
    assert len(joined(found)) == len(found)


def test_global_events_and_sign_ins_are_asked_for_where_they_are() -> None:
    asked = {each.region: each.attribute for each in places("ap-northeast-1")}
    assert asked == {
        "ap-northeast-1": ("ReadOnly", "false"),
        "us-east-1": ("ReadOnly", "false"),
        "us-east-2": ("EventSource", "signin.amazonaws.com"),
        "eu-north-1": ("EventSource", "signin.amazonaws.com"),
        "ap-southeast-2": ("EventSource", "signin.amazonaws.com"),
    }
    assert [each.region for each in places("us-east-1")][:1] == ["us-east-1"]
    assert len(places("us-east-1")) == 4
    assert {it.region for it in places("eu-north-1")} == {*asked} - {"ap-northeast-1"}
    own = next(it for it in places("eu-north-1") if it.region == "eu-north-1")
    assert own.attribute == ("ReadOnly", "false"), "all writes of the Region, sign-ins among them"


def test_other_partitions() -> None:
    assert global_region("us-gov-east-1") == "us-gov-west-1"
    assert [each.region for each in places("cn-northwest-1")] == ["cn-northwest-1", "cn-north-1"]
