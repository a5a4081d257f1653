from collections.abc import Callable

import pytest

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.aws.service_quotas import quotas
from ecstui.model.quota import ServiceQuota
from ecstui.sim.services.service_quotas import QuotaState
from ecstui.sim.world import World
from tests.world import ACCOUNT, REGION


async def test_how_many_vcpus_of_fargate_may_run(conn: ReadConnection, world: World) -> None:
    world.state(QuotaState, ACCOUNT, REGION).values["L-3032A538"] = 96.0
    found = {it.quota_code: it for it in await quotas(conn)}
    assert found["L-3032A538"] == ServiceQuota(
        "Fargate On-Demand vCPU resource count", "L-3032A538", 96
    )
    assert found["L-36FBB829"].value == 4000


async def test_a_service_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="NoSuchResource"):
        await quotas(conn, "nothing")


async def test_all_pages_are_read(answers: Callable[..., None], fake_conn: ReadConnection) -> None:
    def quota(code: str) -> dict[str, object]:
        return {"QuotaName": "n", "QuotaCode": code, "Value": 1.5}

    answers({"Quotas": [quota("a")], "NextToken": "2"}, {"Quotas": [quota("b")]})
    assert [it.quota_code for it in await quotas(fake_conn)] == ["a", "b"]


async def test_a_wrong_body_is_no_quota(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"Quotas": [{"QuotaName": "n", "QuotaCode": "c"}]})
    with pytest.raises(Unreachable, match="Value"):
        await quotas(fake_conn)
