from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import iam
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied, NotFound
from ecstui.sim.faults import Fault
from ecstui.sim.server import Server
from ecstui.sim.services.iam import add_role
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, xml_answer
from tests.world import ACCOUNT, ALICE

ACTIONS = ["ecs:UpdateService", "ecs:StopTask"]


async def test_what_a_role_in_use_may_do(sim: Server, conn: ReadConnection, world: World) -> None:
    add_role(world, ACCOUNT, "ops", ACCOUNT, path="/team/")
    sim.faults.add(Fault("ecs:StopTask", "denied"))
    found = await iam.simulate(conn, ALICE.arn, ACTIONS)
    assert found == {"ecs:UpdateService": "allowed", "ecs:StopTask": "implicitDeny"}
    assert sim.calls.total("iam:GetRole", "OK") == 1


async def test_a_role_that_may_not_be_looked_up_is_asked_for_without_its_path(
    sim: Server, conn: ReadConnection
) -> None:
    sim.faults.add(Fault("iam:GetRole", "denied"))
    found = await iam.simulate(conn, ALICE.arn, ACTIONS, ["*"])
    assert found == dict.fromkeys(ACTIONS, "allowed")


async def test_simulating_may_itself_not_be_allowed(sim: Server, conn: ReadConnection) -> None:
    sim.faults.add(Fault("iam:SimulatePrincipalPolicy", "denied"))
    with pytest.raises(Denied, match="iam:SimulatePrincipalPolicy"):
        await iam.simulate(conn, ALICE.arn, ACTIONS)


async def test_a_user_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound):
        await iam.simulate(conn, f"arn:aws:iam::{ACCOUNT}:user/nobody", ACTIONS)


@pytest.mark.parametrize(
    "arn",
    [
        f"arn:aws:iam::{ACCOUNT}:root",
        f"arn:aws:sts::{ACCOUNT}:federated-user/alice",
        f"arn:aws:sts::{ACCOUNT}:assumed-role",
        "",
    ],
)
async def test_whom_iam_cannot_simulate(sim: Server, conn: ReadConnection, arn: str) -> None:
    assert await iam.simulate(conn, arn, ACTIONS) is None
    assert sim.calls.total() == 0


def page(*results: tuple[str, str], marker: str = "") -> str:
    members = "".join(
        f"<member><EvalActionName>{action}</EvalActionName>"
        f"<EvalDecision>{decision}</EvalDecision></member>"
        for action, decision in results
    )
    more = f"<IsTruncated>true</IsTruncated><Marker>{marker}</Marker>" if marker else ""
    return (
        '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">'
        f"<SimulatePrincipalPolicyResult><EvaluationResults>{members}</EvaluationResults>{more}"
        "</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>"
    )


async def test_the_strictest_decision_of_all_resources_and_pages_counts(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    pages = iter(
        [
            page(("a:X", "allowed"), ("a:Y", "implicitDeny"), ("a:Z", "new"), marker="2"),
            page(("a:X", "explicitDeny"), ("a:Y", "allowed"), ("a:Z", "allowed")),
        ]
    )
    asked: list[dict[str, Any]] = []

    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        asked.append(parameters)
        return xml_answer(next(pages))

    aws.handler = answer
    arn = "arn:aws-cn:iam::123456789012:user/team/alice"
    found = await iam.simulate(fake_conn, arn, ["a:X", "a:Y", "a:Z"], ["r:1", "r:2"])
    assert found == {"a:X": "explicitDeny", "a:Y": "implicitDeny", "a:Z": "new"}
    assert asked[0]["PolicySourceArn"] == arn
    assert asked[0]["ResourceArns.member.2"] == "r:2"
    assert asked[1]["Marker"] == "2"
