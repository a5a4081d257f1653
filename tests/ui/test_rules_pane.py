"""The rules that packets meet, in one table."""

from collections.abc import AsyncIterator

import pytest

from ecstui.sim.services.ec2.network import vpc_id
from ecstui.ui.subject import Kind, Subject, cluster_subject, service_subject
from tests.acme import arrived
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import Console, open_console
from tests.world import ACCOUNT, REGION


@pytest.fixture
async def acme(time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(arrived(__name__), time, size=(140, 36), read_timeout=20) as console:
        yield console


def service(name: str) -> Subject:
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/prod-web/{name}"
    return service_subject(arn, cluster_subject("prod-web"))


async def test_who_reaches_the_port_of_a_service(acme: Console, golden: Golden) -> None:
    await acme.open("rules", service("cart"))
    golden("rules-cart-140x36", acme.text)
    assert "prod-web-alb: 3 app/prod-web int" in acme.text
    assert "lets in to 8080" in acme.text
    await acme.see("Judged for TCP 8080. A model of the configuration, not a packet test.")


async def test_the_network_acl_in_its_order(acme: Console) -> None:
    await acme.open("rules", service("loyalty"))
    await acme.enter("/acme-prod-loyalty")
    rows = [row.rule for row in acme.table.rows]  # type: ignore[attr-defined]
    assert [(it.egress, it.number, it.verdict) for it in rows] == [
        (False, "100", "allows 8080"),
        (False, "*", "denies 8080"),
        (True, "100", ""),
        (True, "110", "allows answers on 1024-65535"),
        (True, "*", "denies answers on 1024-65535"),
    ]


async def test_all_rules_of_a_vpc(acme: Console) -> None:
    vpc = Subject(Kind.VPC, "acme-prod", vpc_id(ACCOUNT, REGION))
    await acme.open("rules", vpc)
    assert len(acme.table.rows) > 100
    await acme.enter("/endpoint-logs way=in")
    assert acme.table.rows
    await acme.see("Nothing has or names")


async def test_what_is_selected_is_what_the_inspector_tells_about(acme: Console) -> None:
    await acme.open("rules", service("cart"))
    await acme.press("d")
    await acme.see("Who has it")
    for said in ("Rule", "tcp 8080", "Tasks of cart", "8 tasks of cart", "endpoint-logs"):
        await acme.see(said)
    await acme.press("G")
    await acme.see("Rule out * 0.0.0.0/0")
    await acme.see("after 2 others")
    await acme.see("(8 on 2 instances)")


async def test_the_id_of_a_rule_is_whole_at_120_columns(time: ManualTime) -> None:
    async with open_console(arrived(__name__), time, size=(120, 36), read_timeout=20) as console:
        await console.open("rules", service("cart"))
        first = console.table.rows[0].rule  # type: ignore[attr-defined]
        assert first.number.startswith("sgr-")
        assert f" {first.number} allow  tcp " in console.text


async def test_who_changed_a_rule_is_asked_of_its_group(acme: Console) -> None:
    await acme.open("rules", service("cart"))
    await acme.press("w")
    await acme.see("prod-cart › who")
