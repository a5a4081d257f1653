"""Lists are complete, whatever their length, or say what is missing."""

import asyncio
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection, open_connection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.aws.paging import in_flight
from tests.aws.fake_aws import FakeAws, VirtualTime, json_answer, json_error
from tests.listings import complete

ARN = "arn:aws:ecs:eu-west-1:123456789012"
COUNTS = [0, 1, 10, 11, 100, 101, 200, 1000]


def service(arn: str) -> dict[str, Any]:
    counts = {"desiredCount": 2, "runningCount": 2, "pendingCount": 0}
    name = arn.rpartition("/")[2]
    return counts | {
        "serviceArn": arn,
        "serviceName": name,
        "clusterArn": f"{ARN}:cluster/prod",
        "status": "ACTIVE",
        "createdAt": 1767225600.0,
    }


def task(arn: str) -> dict[str, Any]:
    return {
        "taskArn": arn,
        "clusterArn": f"{ARN}:cluster/prod",
        "taskDefinitionArn": f"{ARN}:task-definition/web:1",
        "lastStatus": "RUNNING",
        "desiredStatus": "RUNNING",
    }


def cluster(arn: str) -> dict[str, Any]:
    return {"clusterArn": arn, "clusterName": arn.rpartition("/")[2], "status": "ACTIVE"}


def service_deployment(arn: str) -> dict[str, Any]:
    number = int(arn.rpartition("-")[2])
    return {
        "serviceDeploymentArn": arn,
        "serviceArn": "s",
        "status": "SUCCESSFUL",
        "createdAt": 1767225600 + number,
    }


@dataclass(frozen=True)
class Kind:
    """How a kind of thing is listed and described."""

    arns: str
    names: str
    answers: str
    limit: int
    render: Any


KINDS = {
    "Clusters": Kind("clusterArns", "clusters", "clusters", 100, cluster),
    "Services": Kind("serviceArns", "services", "services", 10, service),
    "Tasks": Kind("taskArns", "tasks", "tasks", 100, task),
    "ServiceDeployments": Kind(
        "", "serviceDeploymentArns", "serviceDeployments", 20, service_deployment
    ),
}


@dataclass
class Ecs:
    """As strict about pages and batches as Amazon ECS; lists in no order."""

    things: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    in_flight: int = 0
    most_in_flight: int = 0
    rendezvous: asyncio.Event | None = None

    async def answer(
        self, operation: str, parameters: dict[str, Any], _: web.Request
    ) -> web.StreamResponse:
        if operation.startswith("List"):
            return self._list(KINDS[operation.removeprefix("List")], parameters)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        if self.rendezvous is not None:
            if self.in_flight >= 4:
                self.rendezvous.set()
            await self.rendezvous.wait()
        self.in_flight -= 1
        return self._describe(KINDS[operation.removeprefix("Describe")], parameters)

    def _list(self, kind: Kind, parameters: dict[str, Any]) -> web.Response:
        size, start = parameters.get("maxResults", 10), int(parameters.get("nextToken", 0))
        if not 1 <= size <= 100:
            return json_error("InvalidParameterException", "maxResults")
        end = start + size
        token = {"nextToken": str(end)} if end < len(self.things) else {}
        return json_answer({kind.arns: self.things[start:end]} | token)

    def _describe(self, kind: Kind, parameters: dict[str, Any]) -> web.Response:
        asked = parameters[kind.names]
        if not 1 <= len(asked) <= kind.limit:
            return json_error("InvalidParameterException", "too many or none")
        failures = [{"arn": arn, "reason": "MISSING"} for arn in asked if arn in self.gone]
        items = [kind.render(arn) for arn in asked if arn not in self.gone]
        return json_answer({kind.answers: items, "failures": failures})


@pytest.fixture
def fake(aws: FakeAws) -> Ecs:
    fake = Ecs()
    aws.handler = fake.answer
    return fake


@pytest.fixture
async def conn(aws: FakeAws, time: VirtualTime) -> AsyncIterator[ReadConnection]:
    async with open_connection(aws.target(), budget=time.budget()) as connection:
        yield connection


def arns(kind: str, count: int) -> list[str]:
    """In an order that is not that of the names."""
    return [f"{ARN}:{kind}/prod/{(number * 7919) % 10007:05}" for number in range(count)]


@pytest.mark.parametrize("count", COUNTS)
async def test_all_services_arrive_by_name(fake: Ecs, conn: ReadConnection, count: int) -> None:
    fake.things = arns("service", count)
    listing = await ecs.services(conn, "prod")
    assert [it.service_arn for it in listing.items] == sorted(fake.things)
    assert (listing.total, complete(listing), listing.failures) == (count, True, ())


@pytest.mark.parametrize("count", COUNTS)
async def test_all_tasks_arrive(fake: Ecs, conn: ReadConnection, count: int) -> None:
    fake.things = arns("task", count)
    listing = await ecs.tasks(conn, "prod", "RUNNING")
    assert [it.task_arn for it in listing.items] == sorted(fake.things)
    assert (listing.total, complete(listing)) == (count, True)


@pytest.mark.parametrize("count", [0, 1, 100, 101])
async def test_all_clusters_arrive(fake: Ecs, conn: ReadConnection, count: int) -> None:
    fake.things = arns("cluster", count)
    listing = await ecs.clusters(conn)
    assert [it.cluster_arn for it in listing.items] == sorted(fake.things)


@pytest.mark.parametrize("count", [0, 1, 20, 21, 40])
async def test_service_deployments_arrive_newest_first(
    fake: Ecs, conn: ReadConnection, count: int
) -> None:
    wanted = [f"{ARN}:service-deployment/prod/web/d-{number:03}" for number in range(count)]
    listing = await ecs.service_deployments(conn, wanted)
    assert [it.service_deployment_arn for it in listing.items] == wanted[::-1]


async def test_few_calls_are_made(aws: FakeAws, fake: Ecs, conn: ReadConnection) -> None:
    fake.things = arns("service", 101)
    await ecs.services(conn, "prod")
    assert aws.arrived.count("ListServices") == 2
    assert aws.arrived.count("DescribeServices") == 11


async def test_four_describes_are_in_flight_and_no_more(fake: Ecs, conn: ReadConnection) -> None:
    fake.things = arns("service", 95)
    fake.rendezvous = asyncio.Event()
    await ecs.services(conn, "prod")
    assert fake.most_in_flight == 4


async def test_what_vanished_between_list_and_describe_is_in_the_failures(
    fake: Ecs, conn: ReadConnection
) -> None:
    fake.things = arns("service", 25)
    fake.gone = {fake.things[3], fake.things[17]}
    listing = await ecs.services(conn, "prod")
    assert {failure.arn for failure in listing.failures} == fake.gone
    assert {failure.reason for failure in listing.failures} == {"MISSING"}
    assert (len(listing.items), listing.total, complete(listing)) == (23, 25, False)


async def test_given_services_are_described_without_listing(
    aws: FakeAws, fake: Ecs, conn: ReadConnection
) -> None:
    wanted = arns("service", 12)
    listing = await ecs.services(conn, "prod", wanted)
    assert {it.service_arn for it in listing.items} == set(wanted)
    assert set(aws.arrived) == {"DescribeServices"}


async def test_no_given_services_need_no_call(aws: FakeAws, conn: ReadConnection) -> None:
    assert complete(await ecs.services(conn, "prod", []))
    assert aws.arrived == []


async def test_an_arn_on_two_pages_counts_once(fake: Ecs, conn: ReadConnection) -> None:
    fake.things = [*arns("task", 100), *arns("task", 1)]
    listing = await ecs.tasks(conn, "prod")
    assert (len(listing.items), listing.total) == (100, 100)


async def test_a_list_that_never_ends_is_an_error(aws: FakeAws, conn: ReadConnection) -> None:
    async def answer(*_: object) -> web.Response:
        return json_answer({"taskArns": ["a"], "nextToken": "again"})

    aws.handler = answer
    with pytest.raises(Unreachable, match="does not end"):
        await ecs.tasks(conn, "prod")
    assert len(aws.arrived) == 2


async def test_a_list_without_its_key_is_an_error_and_not_empty(
    aws: FakeAws, conn: ReadConnection
) -> None:
    async def answer(*_: object) -> web.Response:
        return json_answer({})

    aws.handler = answer
    for read in (ecs.clusters(conn), ecs.services(conn, "prod"), ecs.tasks(conn, "prod")):
        with pytest.raises(Unreachable, match="not what AWS documents"):
            await read


async def test_a_failing_batch_fails_the_listing_and_ends_the_others(
    aws: FakeAws, fake: Ecs, conn: ReadConnection
) -> None:
    fake.things = arns("service", 1000)

    async def answer(operation: str, parameters: Any, request: web.Request) -> Any:
        if operation == "DescribeServices" and aws.arrived.count(operation) == 3:
            return json_error("ClusterNotFoundException", "Cluster not found.")
        return await fake.answer(operation, parameters, request)

    aws.handler = answer
    with pytest.raises(NotFound):
        await ecs.services(conn, "prod")
    assert aws.arrived.count("DescribeServices") < 20


class Complaints(list[dict[str, Any]]):
    """What the event loop has to complain of, once the garbage is collected."""

    def __init__(self) -> None:
        super().__init__()
        asyncio.get_running_loop().set_exception_handler(lambda _, context: self.append(context))

    async def all(self) -> list[dict[str, Any]]:
        await asyncio.sleep(0)
        gc.collect()
        await asyncio.sleep(0)
        return list(self)


async def test_batches_that_fail_together_leave_nothing_behind() -> None:
    complaints = Complaints()
    together = asyncio.Barrier(3)
    cancelled: list[int] = []

    async def fail() -> None:
        await together.wait()
        raise NotFound("gone")

    async def fail_late() -> None:
        try:
            await together.wait()
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.append(1)
            raise Unreachable("on the way out") from None

    with pytest.raises(NotFound):
        await in_flight([fail, fail, fail_late, fail])
    assert cancelled == [1]
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert await complaints.all() == []


async def test_a_listing_that_is_cancelled_leaves_nothing_behind() -> None:
    complaints = Complaints()
    started = asyncio.Event()

    async def read() -> None:
        started.set()
        await asyncio.sleep(3600)

    listing = asyncio.create_task(in_flight([read] * 9))
    await started.wait()
    listing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listing
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert await complaints.all() == []


async def test_a_listing_survives_that_every_third_batch_is_throttled(
    aws: FakeAws, fake: Ecs, conn: ReadConnection
) -> None:
    fake.things = arns("service", 200)
    seen: set[str] = set()

    async def answer(operation: str, parameters: Any, request: web.Request) -> Any:
        if operation == "DescribeServices" and (first := parameters["services"][0]) not in seen:
            seen.add(first)
            if len(seen) % 3 == 0:
                return json_error("ThrottlingException", "Rate exceeded")
        return await fake.answer(operation, parameters, request)

    aws.handler = answer
    listing = await ecs.services(conn, "prod")
    assert (len(listing.items), listing.total, complete(listing)) == (200, 200, True)
    assert aws.arrived.count("DescribeServices") == 20 + 6


async def test_the_desired_status_is_asked_for(aws: FakeAws, conn: ReadConnection) -> None:
    asked: list[Any] = []

    async def answer(_: str, parameters: dict[str, Any], __: object) -> web.Response:
        asked.append(parameters)
        return json_answer({"taskArns": []})

    aws.handler = answer
    await ecs.tasks(conn, "prod", "STOPPED")
    assert asked == [{"cluster": "prod", "desiredStatus": "STOPPED", "maxResults": 100}]
