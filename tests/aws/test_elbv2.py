import pytest

from ecstui.aws.connection import ReadConnection
from ecstui.aws.elbv2 import target_groups, target_health
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.model.target_group import TRAFFIC_PORT
from ecstui.sim.services.ecs.behaviours import FailingHealthCheck
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, xml_answer
from tests.world import ACCOUNT, REGION, call, create_service

GROUP = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/web/0123456789abcdef"


def behind_a_balancer(world: World, behaviour: FailingHealthCheck | None = None) -> None:
    balancer = {"targetGroupArn": GROUP, "containerName": "app", "containerPort": 8080}
    definition = call(
        world,
        "RegisterTaskDefinition",
        family="behind",
        cpu="256",
        memory="512",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        containerDefinitions=[
            {
                "name": "app",
                "image": "web:1",
                "essential": True,
                "portMappings": [{"containerPort": 8080}],
            }
        ],
    )["taskDefinition"]["taskDefinitionArn"]
    create_service(world, "behind", 2, taskDefinition=definition, loadBalancers=[balancer])


async def test_how_targets_fare(conn: ReadConnection, world: World) -> None:
    behind_a_balancer(world)
    world.advance(1800)
    found = await target_health(conn, GROUP)
    assert len(found) == 2
    assert {it.target_health.state for it in found} == {"healthy"}
    assert {it.target.port for it in found} == {8080}
    assert all(it.target_health.reason is None for it in found)
    task = call(world, "ListTasks", cluster="prod-web", serviceName="behind")["taskArns"][0]
    call(world, "StopTask", cluster="prod-web", task=task)
    draining = [
        it.target_health
        for it in await target_health(conn, GROUP)
        if it.target_health.state == "draining"
    ]
    assert [it.reason for it in draining] == ["Target.DeregistrationInProgress"]


async def test_target_groups_by_their_arns(conn: ReadConnection, world: World) -> None:
    behind_a_balancer(world)
    (found,) = await target_groups(conn, [GROUP, GROUP])
    assert (found.target_group_name, found.target_type, found.port) == ("web", "ip", 8080)
    assert found.health_check_port == TRAFFIC_PORT
    assert [arn.split("/")[1] for arn in found.load_balancer_arns] == ["app"]
    assert await target_groups(conn, []) == ()
    with pytest.raises(NotFound, match="TargetGroupNotFound"):
        await target_groups(conn, [GROUP, f"{GROUP}0"])


async def test_a_group_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="TargetGroupNotFound"):
        await target_health(conn, GROUP)


async def test_a_wrong_body_is_no_health(aws: FakeAws, fake_conn: ReadConnection) -> None:
    async def answer(*_: object) -> object:
        return xml_answer(
            "<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions>"
            "<member><Target><Port>80</Port></Target></member></TargetHealthDescriptions>"
            "</DescribeTargetHealthResult></DescribeTargetHealthResponse>"
        )

    aws.handler = answer  # type: ignore[assignment]
    with pytest.raises(Unreachable, match="Target"):
        await target_health(fake_conn, GROUP)
