import pytest

from ecstui.nearest import MOST, nearest, those_like
from ecstui.ui.commands import all_words

REGIONS = ["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "us-east-1", "ap-northeast-1"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("eu-wset-1", "eu-west-1"),
        ("US-EAST-9", "us-east-1"),
        ("ap", "ap-northeast-1"),
    ],
)
def test_what_was_meant_comes_first(name: str, near: str) -> None:
    assert nearest(name, REGIONS)[0] == near


def test_of_many_names_only_a_few_are_told_and_of_few_all() -> None:
    assert len(nearest("eu-west-9", [f"eu-west-{n}" for n in range(50)])) == MOST
    assert nearest("mars", REGIONS) == nearest("", REGIONS) == nearest("mars", []) == []
    assert nearest("mars", ["dev", "prod"]) == ["dev", "prod"]


def test_what_follows_a_refused_name_is_short_however_many_there_are() -> None:
    assert those_like("mars", REGIONS) == ""
    assert those_like("prd", ["prod"]) == " (there are: prod)"
    assert those_like("srevices", all_words()) == " (nearest: services, service, revs)"
