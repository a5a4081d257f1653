"""What the console can change to, and where that really goes."""

from pathlib import Path

import pytest

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target
from ecstui.aws.iam import account_alias
from ecstui.aws.sts import caller_identity
from ecstui.cli.contexts import DemoContexts, UsersContexts, target_of
from ecstui.cli.demo import Scenario, simulated_aws
from ecstui.cli.gates import Gates
from ecstui.clock import SystemClock
from ecstui.config import Flags, Settings, settings

FILE = """
context = "dev"
[contexts.dev]
profile = "acme"
region = "eu-west-1"
cluster = "web"
[contexts.live]
production = true
read_only = true
"""


def begun(home: Path, environment: dict[str, str] | None = None, **flags: str | bool) -> Settings:
    path = home / "mine.toml"
    path.write_text(FILE)
    return settings(Flags(config=path, **flags), environment or {})  # type: ignore[arg-type]


def contexts(home: Path, **flags: str | bool) -> UsersContexts:
    clock = SystemClock()
    budget = Budget(monotonic=clock.monotonic)
    return UsersContexts(begun(home, None, **flags), clock, budget, Gates(home / "journal", clock))


def test_the_choice_is_contexts_and_then_profiles(home: Path) -> None:
    (home / "config").write_text("[profile acme]\n[profile live]\n[default]\n")
    assert contexts(home).names == ("dev", "live", "default", "acme")


def test_a_context_brings_what_it_says_of_itself(home: Path) -> None:
    live = contexts(home).open("live")
    assert (live.name, live.gate) == ("live", None), "it is read-only"
    assert live.read_only_by == "mine.toml [contexts.live] read_only"
    assert live.production("123456789012", "acme", "web") is True
    start = contexts(home).start
    assert (start.name, start.region) == ("dev", "eu-west-1")
    assert start.gate is not None
    assert start.production("123456789012", "acme", "web") is None


def test_a_flag_that_forbids_changes_is_named_in_every_context(home: Path) -> None:
    chosen = contexts(home, read_only=True)
    by = {chosen.start.read_only_by, chosen.open("live").read_only_by}
    assert by == {"--read-only flag"}
    assert contexts(home).start.read_only_by == ""


def test_what_nobody_knows_cannot_be_opened(home: Path) -> None:
    with pytest.raises(KeyError):
        contexts(home).open("prod")


def test_another_region_is_the_same_context_without_its_cluster(home: Path) -> None:
    chosen = contexts(home)
    moved = chosen.in_region(chosen.start, "us-east-1")
    assert (moved.name, moved.region, moved.cluster) == ("dev", "us-east-1", "")
    back = chosen.open("dev")
    assert (back.region, back.cluster) == ("eu-west-1", "web")


def test_another_region_of_a_profile_is_not_that_of_a_context_with_its_name(home: Path) -> None:
    chosen = contexts(home, profile="live")
    moved = chosen.in_region(chosen.start, "us-east-1")
    assert chosen.open("live").gate is None
    assert moved.gate is not None
    assert chosen.in_region(moved, "us-east-2").gate is not None


def test_what_aws_clients_read_themselves_is_left_to_them(home: Path) -> None:
    aws = {"AWS_PROFILE": "other", "AWS_ENDPOINT_URL": "http://h:1", "AWS_REGION": "us-east-2"}
    target = target_of(begun(home, aws).place)
    assert target == Target(region="us-east-2", read_only=False)
    named = target_of(begun(home, aws, profile="other").place)
    assert (named.profile, named.endpoint_url) == ("other", None)


async def test_all_regions_of_the_demo_answer_and_share_one_budget(home: Path) -> None:
    clock = SystemClock()
    budget = Budget(monotonic=clock.monotonic)
    with simulated_aws(Scenario("acme", seed=7, speed=1.0)) as simulator:
        demo = DemoContexts(simulator, clock, budget, Gates(home / "journal", clock), "prod-web")
        assert (demo.start.region, demo.start.cluster) == ("ap-northeast-1", "prod-web")
        assert "eu-west-1" in demo.regions
        moved = demo.in_region(demo.open("demo"), "eu-west-1")
        async with moved.connect() as connection:
            assert connection.region == "eu-west-1"
            assert await account_alias(connection) == "acme-prod"
        async with demo.start.connect() as connection:
            await caller_identity(connection)
    assert budget.meter.by_operation == {"iam:ListAccountAliases": 1, "sts:GetCallerIdentity": 1}
