from collections.abc import Callable

import pytest
from aiohttp import web

from ecstui.analysis.revisions import Kind, compare
from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Rejected, Unreachable
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, json_error
from tests.world import call, register

REGISTERED = {
    "family": "payments",
    "cpu": "512",
    "memory": "1024",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"],
    "taskRoleArn": "arn:aws:iam::123456789012:role/payments",
    "executionRoleArn": "arn:aws:iam::123456789012:role/pull",
    "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
    "ephemeralStorage": {"sizeInGiB": 30},
    "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0a"}}],
    "tags": [{"key": "team", "value": "money"}],
    "containerDefinitions": [
        {
            "name": "app",
            "image": "payments:7",
            "cpu": 256,
            "memoryReservation": 512,
            "essential": True,
            "portMappings": [{"containerPort": 8080, "protocol": "tcp"}],
            "environment": [{"name": "MODE", "value": "live"}],
            "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:r:1:parameter/key"}],
            "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 10, "retries": 2},
            "command": ["serve"],
            "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/pay"}},
            "stopTimeout": 20,
            "user": "1000",
            "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 4096}],
        },
        {
            "name": "sidecar",
            "image": "proxy:1",
            "essential": False,
            "dependsOn": [{"containerName": "app", "condition": "START"}],
        },
    ],
}


async def test_a_task_definition_with_all_that_panes_show(
    conn: ReadConnection, world: World
) -> None:
    call(world, "RegisterTaskDefinition", **REGISTERED)
    found = await ecs.task_definition(conn, "payments:1")
    assert (found.name, found.status) == ("payments:1", "ACTIVE")
    assert (found.cpu, found.memory, found.network_mode) == ("512", "1024", "awsvpc")
    assert found.task_role_arn is not None
    assert found.task_role_arn.endswith("role/payments")
    assert found.runtime_platform is not None
    assert found.runtime_platform.cpu_architecture == "ARM64"
    assert found.ephemeral_storage is not None
    assert found.ephemeral_storage.size_in_gi_b == 30
    assert [(tag.key, tag.value) for tag in found.tags] == [("team", "money")]
    assert found.registered_at is not None
    efs = found.volumes[0].efs_volume_configuration
    assert efs is not None
    assert efs.file_system_id == "fs-0a"


async def test_its_containers(conn: ReadConnection, world: World) -> None:
    call(world, "RegisterTaskDefinition", **REGISTERED)
    app, sidecar = (await ecs.task_definition(conn, "payments")).container_definitions
    assert (app.image, app.cpu, app.memory, app.memory_reservation) == (
        "payments:7",
        256,
        None,
        512,
    )
    assert app.port_mappings[0].container_port == 8080
    assert [(it.name, it.value) for it in app.environment] == [("MODE", "live")]
    assert app.secrets[0].value_from == "arn:aws:ssm:r:1:parameter/key"
    assert app.health_check is not None
    assert (app.health_check.interval, app.health_check.retries) == (10, 2)
    assert app.log_configuration is not None
    assert app.log_configuration.options == {"awslogs-group": "/pay"}
    assert (app.command, app.stop_timeout, app.user) == (("serve",), 20, "1000")
    assert app.ulimits[0].hard_limit == 4096
    assert (app.essential, sidecar.essential) == (True, False)
    assert (sidecar.depends_on[0].container_name, sidecar.depends_on[0].condition) == (
        "app",
        "START",
    )


UNNAMED: dict[str, object] = {
    "linuxParameters": {"initProcessEnabled": True},
    "restartPolicy": {"enabled": True},
    "firelensConfiguration": {"type": "fluentbit"},
    "extraHosts": [{"hostname": "db", "ipAddress": "10.0.0.1"}],
    "dnsServers": ["10.0.0.2"],
    "systemControls": [{"namespace": "net.core.somaxconn", "value": "1024"}],
    "links": ["db"],
    "volumesFrom": [{"sourceContainer": "db"}],
    "credentialSpecs": ["credentialspecdomainless:arn:aws:s3:::b/k"],
    "hostname": "cart",
}
"""Members of a container that have no name in the model."""


@pytest.mark.parametrize("member", UNNAMED)
async def test_revisions_that_differ_where_the_model_has_no_name_differ(
    conn: ReadConnection, world: World, member: str
) -> None:
    app = {"name": "app", "image": "web:1", "memory": 64}
    call(world, "RegisterTaskDefinition", family="odd", containerDefinitions=[app])
    app_too = app | {member: UNNAMED[member]}
    call(world, "RegisterTaskDefinition", family="odd", containerDefinitions=[app_too])
    before, after = [await ecs.task_definition(conn, f"odd:{number}") for number in (1, 2)]
    found = [(it.where, it.field, it.kind) for it in compare(before, after)]
    assert found == [("container app", member, Kind.ADDED)]


async def test_what_only_tells_of_a_revision_itself_is_no_difference(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    first = {
        "taskDefinitionArn": "arn:aws:ecs:r:1:task-definition/web:1",
        "family": "web",
        "revision": 1,
        "status": "ACTIVE",
        "containerDefinitions": [{"name": "app", "image": "web:1", "links": None}],
        "requiresAttributes": [{"name": "ecs.capability.task-eni"}],
        "enableFaultInjection": False,
    }
    second = first | {
        "revision": 2,
        "status": "INACTIVE",
        "registeredAt": 1767225600.0,
        "registeredBy": "arn:aws:iam::1:user/alice",
        "deregisteredAt": 1767225700.0,
        "deleteRequestedAt": 1767225800.0,
        "requiresAttributes": [],
        "compatibilities": ["EC2"],
    }
    third = second | {"enableFaultInjection": True}
    answers(*({"taskDefinition": body} for body in (first, second, third)))
    one, two, three = [await ecs.task_definition(fake_conn, "web") for _ in range(3)]
    assert compare(one, two) == ()
    assert [it.field for it in compare(two, three)] == ["enableFaultInjection"]


async def test_a_volume_that_the_model_has_no_shape_for_is_of_its_kind(
    conn: ReadConnection, world: World
) -> None:
    docker = {"name": "data", "dockerVolumeConfiguration": {"scope": "task", "driver": "local"}}
    call(world, "RegisterTaskDefinition", **REGISTERED | {"volumes": [docker]})
    (volume,) = (await ecs.task_definition(conn, "payments")).volumes
    assert (volume.name, volume.kind) == ("data", "docker")


async def test_one_that_there_is_not_is_named(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="no task definition nothing:3 in ap-northeast-1"):
        await ecs.task_definition(conn, "nothing:3")


async def test_another_complaint_is_passed_on(aws: FakeAws, fake_conn: ReadConnection) -> None:
    async def answer(*_: object) -> web.Response:
        return json_error("ClientException", "not today")

    aws.handler = answer
    with pytest.raises(Rejected, match="not today"):
        await ecs.task_definition(fake_conn, "web")


async def test_families_beyond_a_page(sim: Server, conn: ReadConnection, world: World) -> None:
    for number in range(205):
        register(world, f"family-{number:03}")
    gone = register(world, "gone")
    call(world, "DeregisterTaskDefinition", taskDefinition=gone)
    families = await ecs.task_definition_families(conn)
    assert families == tuple(sorted(families))
    assert len(families) == 205 + 3
    assert "gone" not in families
    assert sim.calls.total() == 3


async def test_revisions_are_newest_first_and_say_whether_they_may_be_used(
    sim: Server, conn: ReadConnection, world: World
) -> None:
    arns = [register(world, "cart", f"web:{number}") for number in range(2, 106)]
    register(world, "cart-two")
    for arn in arns[1:103:2]:
        call(world, "DeregisterTaskDefinition", taskDefinition=arn)
    revisions = await ecs.task_definition_revisions(conn, "cart")
    assert [it.revision for it in revisions] == list(range(105, 0, -1))
    assert {it.family for it in revisions} == {"cart"}
    inactive = {it.arn for it in revisions if it.status == "INACTIVE"}
    assert inactive == set(arns[1:103:2])


async def test_revisions_beyond_a_page(sim: Server, conn: ReadConnection, world: World) -> None:
    for _ in range(200):
        register(world, "cart")
    revisions = await ecs.task_definition_revisions(conn, "cart")
    assert [it.revision for it in revisions] == list(range(201, 0, -1))
    assert sim.calls.total() == 3 + 1, "three pages of ACTIVE ones, one of INACTIVE ones"


async def test_one_deregistered_in_between_is_there_once(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    arn = "arn:aws:ecs:r:1:task-definition/web:1"
    answers({"taskDefinitionArns": [arn]}, {"taskDefinitionArns": [arn]})
    revisions = await ecs.task_definition_revisions(fake_conn, "web")
    assert [(it.name, it.status) for it in revisions] == [("web:1", "INACTIVE")]


@pytest.mark.parametrize("body", [{}, {"taskDefinition": {"family": "web"}}])
async def test_a_wrong_body_is_no_task_definition(
    answers: Callable[..., None], fake_conn: ReadConnection, body: dict[str, object]
) -> None:
    answers(body)
    with pytest.raises(Unreachable, match="not what AWS documents"):
        await ecs.task_definition(fake_conn, "web")
