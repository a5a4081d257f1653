from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from ecstui.aws.operations import iam_reads, network_reads
from ecstui.aws.pages import MARKED, Paged, pascal
from ecstui.aws.paging import in_batches

NAMES = Paged(iam_reads.LIST_ROLE_POLICIES, "PolicyNames", str, MARKED)
IDS = Paged(network_reads.DESCRIBE_SUBNETS, "Ids", str, pascal(1000))


async def test_each_id_is_asked_for_once_in_batches_that_stay_in_order() -> None:
    asked: list[Sequence[str]] = []

    async def read(ids: Sequence[str]) -> tuple[str, ...]:
        asked.append(ids)
        return tuple(name.upper() for name in ids)

    assert await in_batches(["a", "b", "a", "c", "d", "b"], 3, read) == ("A", "B", "C", "D")
    assert asked == [["a", "b", "c"], ["d"]]


async def test_for_no_ids_nothing_is_asked() -> None:
    async def read(ids: Sequence[str]) -> tuple[str, ...]:
        raise AssertionError(ids)

    assert await in_batches([], 3, read) == ()


@pytest.mark.parametrize(
    ("paged", "body", "token"),
    [
        (NAMES, {"PolicyNames": ["a"], "IsTruncated": True, "Marker": "m"}, "m"),
        (NAMES, {"PolicyNames": ["a"], "IsTruncated": False, "Marker": "m"}, None),
        (IDS, {"Ids": ["a"], "NextToken": "t"}, "t"),
        (IDS, {"Ids": ["a"]}, None),
    ],
)
def test_a_page_says_what_the_next_is_asked_with(
    paged: Paged[str], body: dict[str, Any], token: str | None
) -> None:
    page = paged.adapter.validate_python(body)
    assert (page.items, page.next_token) == (("a",), token)


@pytest.mark.parametrize("body", [{}, {"Other": []}, [], None])
def test_an_answer_without_the_list_is_none(body: Any) -> None:
    with pytest.raises(ValidationError, match="Ids is missing"):
        IDS.adapter.validate_python(body)
