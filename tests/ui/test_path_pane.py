"""Where the packets of acme's tasks can go, found with `n`."""

from collections.abc import AsyncIterator

import pytest

from ecstui.sim.faults import Fault
from ecstui.ui.subject import Subject, cluster_subject, service_subject
from tests.acme import arrived
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import full_world
from tests.world import ACCOUNT, REGION


@pytest.fixture
async def acme(time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(
        arrived(__name__), time, cluster="prod-data", read_timeout=20
    ) as console:
        yield console


def service(name: str, cluster: str = "prod-web") -> Subject:
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/{cluster}/{name}"
    return service_subject(arn, cluster_subject(cluster))


def verdicts(console: Console) -> dict[str, str]:
    rows = console.table.rows
    return {row.outcome.need.name: row.verdict.value for row in rows if row.hop is None}  # type: ignore[attr-defined]


async def test_why_the_search_indexer_cannot_pull_its_image(acme: Console, golden: Golden) -> None:
    await acme.rest()
    await acme.enter("/search-indexer")
    await acme.rest()
    await acme.press("n")
    await acme.see("search-indexer › path", "3 of 9 paths blocked")
    await acme.rest()
    golden("path-indexer-120x36", acme.text)
    await acme.press("d")
    await acme.rest()
    golden("path-indexer-inspector-120x36", acme.text)
    assert "8 tasks alike but for the address, 7 of them stopped" in acme.sheet
    await acme.press("d")
    await acme.resize((80, 24))
    golden("path-indexer-80x24", acme.text)


async def test_by_the_overview_too(acme: Console) -> None:
    await acme.open("overview")
    await acme.enter("/search-indexer")
    await acme.press("n")
    await acme.see("search-indexer › path", "add 0.0.0.0/0 to nat-0a1b2c3d4e5f6000e")


async def test_a_service_that_is_well_reaches_all_and_is_reached(acme: Console) -> None:
    await acme.open("path", service("cart"))
    assert set(verdicts(acme).values()) == {"pass"}
    assert {"DNS", "ECR api", "S3", "secretsmanager", "targets of cart-8080"} <= set(verdicts(acme))
    await acme.see("Nothing blocks", "A model of the configuration, not a packet test.")


async def test_a_task_alone(acme: Console) -> None:
    await acme.open("tasks", service("cart"))
    await acme.press("n")
    await acme.until(lambda: bool(acme.table.rows) and acme.browser.view.name == "path")
    await acme.rest()
    assert acme.path.startswith("prod-web › cart › ")
    assert set(verdicts(acme).values()) == {"pass"}
    assert {row.outcome.origins for row in acme.table.rows} <= {  # type: ignore[attr-defined]
        "acme-prod-private-a", "acme-prod-private-c", "acme-prod-private-d",
    }  # fmt: skip


async def test_a_service_without_tasks_is_judged_by_its_settings(acme: Console) -> None:
    await acme.open("path", service("loyalty"))
    found = verdicts(acme)
    assert (found["DNS"], found["ECR api"], found["S3"]) == (
        "pass", "block", "block",
    )  # fmt: skip
    await acme.see("network ACL, return in acl-0a1b2c3d4e5f60001")


async def test_an_endpoint_that_refuses_is_named(acme: Console) -> None:
    await acme.open("path", service("checkout-loadtest", "staging"))
    found = verdicts(acme)
    assert [name for name, word in found.items() if word == "block"] == ["logs"]
    await acme.see("security group, in sg-0a1b2c3d4e5f60002")


async def test_nothing_is_green_where_something_may_not_be_read(acme: Console) -> None:
    acme.server.faults.add(Fault("ec2:DescribeNetworkAcls", "denied"))
    acme.server.faults.add(Fault("elbv2:DescribeTargetGroups", "denied"))
    await acme.open("path", service("cart"))
    found = verdicts(acme)
    assert found.pop("DNS") == "pass"
    assert set(found.values()) == {"unknown"}
    assert "Nothing blocks" not in acme.text
    await acme.see("ec2:DescribeNetworkAcls")
    acme.server.faults.clear()


async def test_where_nothing_has_a_path(acme: Console) -> None:
    await acme.open("clusters")
    await acme.press("n")
    assert acme.notices[-1] == "For path select a task or service."


async def test_of_a_task_that_has_stopped_it_is_found_out_what_can_be(
    time: ManualTime,
) -> None:
    """Only the stopped tasks tell of it, and they are told only while they are wanted."""
    world = full_world()
    cluster = cluster_subject("prod-web")
    async with open_console(world, time) as console:
        await console.open("stopped-tasks", cluster)
        await console.press("n")
        await console.until(lambda: console.browser.view.name == "path")
        await console.rest()
        await console.press("escape")
        await console.until(lambda: console.browser.view.name == "stopped-tasks")
        await console.press("n")
        await console.until(lambda: console.browser.view.name == "path")
        await console.rest()
        assert console.app.crash is None
        await console.see("A model of the configuration, not a packet test.")
