"""PROD, or not, or nobody knows."""

from dataclasses import replace

import pytest

from ecstui.config import Place, production
from ecstui.config.schema import Production

HERE = Place("here")
ID = "123456789012"


@pytest.mark.parametrize(
    ("alias", "cluster", "judged"),
    [
        ("acme-prod", "", True),
        ("ACME-PROD", "", True),
        ("acme", "PRD-web", True),
        ("acme", "arn:aws:ecs:eu-west-1:123456789012:cluster/live", True),
        ("acme", "web", None),
        ("", "", None),
        ("acme-nonprod", "web", False),
        ("acme-nonprod", "prod-web", True),
        ("acme-prod", "non-prod-web", True),
    ],
)
def test_names_against_the_default_patterns(alias: str, cluster: str, judged: bool | None) -> None:
    assert production(Production(), HERE, ID, alias, cluster) is judged


@pytest.mark.parametrize("place", [replace(HERE, profile="prod"), replace(HERE, context="prod")])
def test_profile_and_context_are_names_too(place: Place) -> None:
    assert production(Production(), place, ID, "acme", "web") is True


def test_an_account_by_its_number() -> None:
    rules = Production(patterns=(ID,), exempt=("2109*",))
    assert production(rules, HERE, ID, "", "") is True
    assert production(rules, HERE, "210987654321", "", "prod") is False
    assert production(rules, HERE, "345678901234", "", "prod") is None


@pytest.mark.parametrize("said", [True, False])
def test_what_a_context_says_of_itself_outranks_the_patterns(said: bool) -> None:
    place = replace(HERE, production=said)
    assert production(Production(), place, ID, "acme-prod", "web") is said
    assert production(Production(), place, ID, "nonprod", "web") is said
