import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from ecstui.sim.faults import Fault
from ecstui.sim.server import Server, serve
from ecstui.sim.services.ecs import Plane
from ecstui.sim.services.ecs.records.capacity import Cluster
from ecstui.sim.world import EPOCH, Identity, World
from tests.sim.raw import ACCOUNT, REGION


async def control(
    server: Server, method: str, path: str, body: Any = None
) -> tuple[int, dict[str, Any]]:
    data = body if isinstance(body, str) or body is None else json.dumps(body)
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"{server.url}/_sim/{path}", data=data) as answer,
    ):
        return answer.status, await answer.json()


async def test_time(server: Server, world: World) -> None:
    assert await control(server, "GET", "now") == (200, {"now": EPOCH})
    assert await control(server, "POST", "advance", {"seconds": 1.5}) == (200, {"now": EPOCH + 1.5})
    assert world.now == EPOCH + 1.5


async def test_time_that_passes_by_itself_is_not_advanced() -> None:
    wall = 100.0
    async with serve(World(), speed=10, clock=lambda: wall) as server:
        assert (await control(server, "POST", "advance", {"seconds": 1}))[0] == 400
        wall = 103.0
        assert (await control(server, "GET", "now"))[1] == {"now": EPOCH + 30}


async def test_faults(server: Server) -> None:
    fault = {"pattern": "ecs:List*", "kind": "slow", "count": 2, "seconds": 0.5}
    assert await control(server, "POST", "faults", fault) == (200, {"faults": [fault]})
    forever = {"pattern": "*", "kind": "503"}
    listed = {**forever, "count": None, "seconds": 0.0}
    assert (await control(server, "POST", "faults", forever))[1] == {"faults": [fault, listed]}
    assert server.faults.take("ecs", "ListTasks") == Fault("ecs:List*", "slow", 2, 0.5)
    assert (await control(server, "GET", "faults"))[1]["faults"][0]["count"] == 1
    assert (await control(server, "DELETE", "faults", {"pattern": "*"}))[1]["faults"][0]["count"]
    assert await control(server, "DELETE", "faults") == (200, {"faults": []})


async def test_calls(server: Server, ask: Callable[..., Any]) -> None:
    await ask("sts", "get_caller_identity")
    await ask("sts", "get_caller_identity")
    one = {"service": "sts", "operation": "GetCallerIdentity", "outcome": "OK", "count": 2}
    assert await control(server, "GET", "calls") == (200, {"calls": [one], "total": 2})


async def test_faults_of_some_calls_only(server: Server) -> None:
    fault = {
        "pattern": "ecs:UpdateService",
        "kind": "lost",
        "after": 1,
        "match": {"service": "*web"},
    }
    (listed,) = (await control(server, "POST", "faults", fault))[1]["faults"]
    assert listed == {**fault, "count": None, "seconds": 0.0}


async def test_somebody_else_acts(server: Server, world: World, ask: Callable[..., Any]) -> None:
    await ask("ecs", "create_cluster")
    asked = {"service": "ecs", "operation": "CreateCluster", "body": {"clusterName": "theirs"}}

    status, answer = await control(server, "POST", "call", asked)
    await control(server, "POST", "call", {**asked, "identity": "jane", "region": REGION})

    assert (status, answer["output"]["cluster"]["clusterName"]) == (200, "theirs")
    assert len((await ask("ecs", "list_clusters"))["clusterArns"]) == 2
    world.advance(900)
    events = (await ask("cloudtrail", "lookup_events"))["Events"]
    assert [event["Username"] for event in events] == ["jane", "ci-deployer", "operator"]
    assert server.calls.total("ecs:CreateCluster") == 1


async def test_fargate_takes_no_more(server: Server, ask: Callable[..., Any]) -> None:
    await ask("ecs", "create_cluster")
    asked = {"cluster": "default", "refusal": "capacity"}
    cluster = Plane.at(server.world, ACCOUNT, REGION).state.clusters["default"]

    assert await control(server, "POST", "fargate", asked) == (200, asked)
    refusal = cluster.fargate_refusal
    await control(server, "POST", "fargate", {**asked, "refusal": None, "region": REGION})
    status, answer = await control(server, "POST", "fargate", {**asked, "refusal": "rain"})

    assert refusal.startswith("Capacity is unavailable")
    assert cluster.fargate_refusal == ""
    assert (status, "capacity, vcpu" in answer["error"]) == (400, True)


async def test_somebody_known_acts_with_their_key(server: Server, world: World) -> None:
    owner = Identity(ACCOUNT, f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice", "AROA:alice")
    world.identities["AKIAIOSFODNN7EXAMPLE"] = owner
    Plane.at(world, ACCOUNT, REGION).state.clusters["x"] = Cluster("x", "arn:x", world.now)
    asked = {"service": "sts", "operation": "GetCallerIdentity", "identity": "alice"}

    _, answer = await control(server, "POST", "call", asked)

    assert answer["output"]["Arn"] == owner.arn


async def test_somebody_else_is_refused_as_by_aws(server: Server, ask: Callable[..., Any]) -> None:
    await ask("ecs", "create_cluster")
    asked = {"service": "ecs", "operation": "UpdateService", "body": {"service": "nope"}}
    assert await control(server, "POST", "call", asked) == (
        400, {"error": "ServiceNotFoundException: Service not found."},
    )  # fmt: skip
    status, answer = await control(server, "POST", "call", {**asked, "body": {"sevrice": "nope"}})
    assert (status, "sevrice" in answer["error"]) == (400, True)


@pytest.mark.parametrize(
    ("method", "path", "body", "text"),
    [
        ("POST", "faults", "{", "not JSON"),
        ("POST", "faults", [], "not a JSON object"),
        ("POST", "faults", {"kind": "500"}, "pattern must be str"),
        ("POST", "faults", {"pattern": "*", "kind": "500", "count": True}, "count must be int"),
        ("POST", "faults", {"pattern": "*", "kind": "500", "count": "1"}, "count must be int"),
        ("POST", "faults", {"pattern": "*", "kind": "fire"}, "kind must be one of"),
        ("POST", "faults", {"pattern": "*", "kind": "500", "x": 1}, "unknown: x"),
        ("POST", "faults", {"pattern": "*", "kind": "500", "match": {"a": 1}}, "match must be"),
        ("POST", "call", {"service": "ecs"}, "operation must be str"),
        ("POST", "call", {"service": "s3", "operation": "X"}, "service must be one of"),
        ("POST", "call", {"service": "ecs", "operation": "ListTasks"}, "region must be one"),
        ("POST", "advance", {}, "seconds must be"),
        ("POST", "advance", {"seconds": -1}, "seconds must be from 0"),
        ("POST", "advance", '{"seconds": NaN}', "seconds must be from 0"),
        ("GET", "nowhere", None, "there is GET now"),
        ("DELETE", "now", None, "there is GET now"),
    ],
)
async def test_wrong_requests(server: Server, method: str, path: str, body: Any, text: str) -> None:
    status, answer = await control(server, method, path, body)
    assert status == 400
    assert text in answer["error"]
    assert server.faults.left() == []
