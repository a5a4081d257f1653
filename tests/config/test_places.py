"""Which account and Region are looked at, when several layers have a say."""

import pytest

from ecstui.config import place_called
from tests.config.conftest import Resolve

FILE = """
context = "dev"
[contexts.dev]
profile = "acme-dev"
region = "eu-west-1"
production = false
cluster = "web"
[contexts.live]
profile = "acme-live"
region = "us-east-1"
read_only = true
production = true
[contexts.bare]
production = false
"""


def test_the_files_own_choice(resolve: Resolve) -> None:
    place = resolve(FILE).place
    assert (place.name, place.context, place.profile) == ("dev", "dev", "acme-dev")
    assert (place.region, place.cluster, place.production) == ("eu-west-1", "web", False)
    assert place.origins["profile"] == "config.toml [contexts.dev] profile"


def test_what_aws_tools_read_outranks_the_files_choice(resolve: Resolve) -> None:
    place = resolve(FILE, {"AWS_REGION": "sa-east-1", "AWS_DEFAULT_REGION": "x"}).place
    assert (place.name, place.region, place.origins["region"]) == ("dev", "sa-east-1", "AWS_REGION")
    place = resolve(FILE, {"AWS_DEFAULT_REGION": "sa-east-1"}).place
    assert place.origins["region"] == "AWS_DEFAULT_REGION"


@pytest.mark.parametrize("by", ["flag", "variable"])
def test_but_not_a_context_that_was_named(resolve: Resolve, by: str) -> None:
    aws = {"AWS_REGION": "sa-east-1", "AWS_PROFILE": "other", "AWS_ENDPOINT_URL": "http://h:1"}
    if by == "flag":
        place = resolve(FILE, aws, context="live").place
    else:
        place = resolve(FILE, aws | {"ECSTUI_CONTEXT": "live"}).place
    assert (place.context, place.profile, place.region) == ("live", "acme-live", "us-east-1")
    assert not place.is_left_to_aws("profile")
    assert place.is_left_to_aws("endpoint_url")


def test_a_flag_outranks_the_context_that_was_named(resolve: Resolve) -> None:
    place = resolve(FILE, context="live", region="eu-west-3", cluster="api").place
    assert (place.profile, place.region, place.cluster) == ("acme-live", "eu-west-3", "api")
    assert place.origins["region"] == "--region flag"


@pytest.mark.parametrize("by", ["flag", "variable"])
def test_another_profile_takes_nothing_of_the_files_choice(resolve: Resolve, by: str) -> None:
    if by == "flag":
        place = resolve(FILE, profile="acme-live").place
    else:
        place = resolve(FILE, {"AWS_PROFILE": "acme-live"}).place
    assert (place.name, place.context, place.region) == ("acme-live", None, None)
    assert (place.production, place.cluster) == (None, "")
    assert place.is_left_to_aws("profile") == (by == "variable")


def test_the_same_profile_leaves_the_files_choice(resolve: Resolve) -> None:
    assert resolve(FILE, profile="acme-dev").place.context == "dev"


@pytest.mark.parametrize(
    "flag",
    [
        {"profile": "acme-live"},
        {"role_arn": "arn:aws:iam::123456789012:role/ops"},
        {"endpoint_url": "https://h:1"},
    ],
)
def test_that_it_is_no_production_holds_for_the_contexts_own_account_only(
    resolve: Resolve, flag: dict[str, str]
) -> None:
    for context in ("dev", "bare"):
        assert resolve(FILE, context=context).place.production is False
        assert resolve(FILE, context=context, **flag).place.production is None
    assert resolve(FILE, context="live", **flag).place.production is True


def test_switching_is_like_beginning_there(resolve: Resolve) -> None:
    aws = {"AWS_REGION": "sa-east-1"}
    begun = resolve(FILE, aws, region="eu-west-3")
    assert place_called(begun, "dev") == begun.place
    assert place_called(begun, "live") == resolve(FILE, aws, context="live").place
    profile = place_called(begun, "acme-dev")
    assert (profile.context, profile.profile, profile.region) == (None, "acme-dev", "sa-east-1")


def test_switching_keeps_what_forbids_changes(resolve: Resolve) -> None:
    begun = resolve(FILE, read_only=True)
    for name in ("live", "bare", "acme-dev", "someone"):
        assert place_called(begun, name).read_only
    assert place_called(resolve(FILE), "live").read_only
    assert not place_called(resolve(FILE), "bare").read_only


def test_a_context_goes_before_a_profile_of_its_name(resolve: Resolve) -> None:
    begun = resolve(FILE, profile="live")
    assert (begun.place.name, begun.place.context) == ("live", None)
    assert place_called(begun, "live").context == "live"
    assert place_called(begun, "live").profile == "acme-live"
