from dataclasses import replace

from ecstui.actions.action import Site
from ecstui.actions.checks.permission import check
from ecstui.actions.plan import Result
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from tests.world import ACCOUNT

SERVICE = f"arn:aws:ecs:ap-northeast-1:{ACCOUNT}:service/prod-web/checkout"
NEEDS = {"ecs:UpdateService": [SERVICE], "iam:PassRole": [f"arn:aws:iam::{ACCOUNT}:role/app"]}


async def test_all_is_allowed(site: Site) -> None:
    found = await check(site, NEEDS)
    assert found.result is Result.PASS
    assert "ecs:UpdateService, iam:PassRole" in found.sentence


async def test_the_missing_action_is_named_and_blocks_nothing(site: Site, sim: Server) -> None:
    sim.faults.add(Fault("iam:PassRole", "denied"))
    found = await check(site, NEEDS)
    assert found.result is Result.WARN
    assert "does not allow iam:PassRole:" in found.sentence


async def test_simulating_is_not_allowed(site: Site, sim: Server) -> None:
    sim.faults.add(Fault("iam:SimulatePrincipalPolicy", "denied"))
    found = await check(site, NEEDS)
    assert found.result is Result.UNKNOWN
    assert "iam:SimulatePrincipalPolicy" in found.sentence


async def test_root_cannot_be_simulated(site: Site) -> None:
    root = f"arn:aws:iam::{ACCOUNT}:root"
    found = await check(replace(site, place=replace(site.place, caller=root)), NEEDS)
    assert found.result is Result.UNKNOWN
    assert root in found.sentence
