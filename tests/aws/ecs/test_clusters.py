import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.server import Server
from tests.aws.fake_aws import FakeAws, json_answer

ARN = "arn:aws:ecs:ap-northeast-1:123456789012:cluster/prod-web"


@pytest.mark.parametrize("name", ["prod-web", ARN])
async def test_a_cluster_takes_one_call(sim: Server, conn: ReadConnection, name: str) -> None:
    cluster = await ecs.cluster(conn, name)
    assert (cluster.cluster_arn, cluster.running_tasks_count) == (ARN, 12)
    assert sim.calls.total() == 1


@pytest.mark.parametrize("name", ["nowhere", ARN.replace("prod-web", "nowhere")])
async def test_a_cluster_that_there_is_not_is_named(conn: ReadConnection, name: str) -> None:
    with pytest.raises(NotFound, match=r"no cluster nowhere in ap-northeast-1 \(MISSING\)"):
        await ecs.cluster(conn, name)


async def test_an_answer_without_the_cluster_is_none(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    async def answer(*_: object) -> object:
        return json_answer({"clusters": [], "failures": []})

    aws.handler = answer
    with pytest.raises(NotFound, match="prod"):
        await ecs.cluster(fake_conn, "prod")


async def test_a_wrong_body_is_no_cluster(aws: FakeAws, fake_conn: ReadConnection) -> None:
    async def answer(*_: object) -> object:
        return json_answer({"clusters": [{"clusterArn": "a"}]})

    aws.handler = answer
    with pytest.raises(Unreachable, match="clusterName"):
        await ecs.cluster(fake_conn, "prod")
