"""A change is sent as given, once, by a connection that does nothing else."""

from typing import Any

import pytest
from aiohttp import web

from ecstui.aws.budget import Scope
from ecstui.aws.errors import Forbidden
from ecstui.aws.operations import CREDENTIAL_OPERATIONS, OPERATIONS, READS, WRITES, Operation
from ecstui.aws.operations.ecs_reads import LIST_CLUSTERS
from ecstui.aws.operations.ecs_writes import EXECUTE_COMMAND, RUN_TASK, STOP_TASK, UPDATE_SERVICE
from ecstui.aws.operations.reads import GET_CALLER_IDENTITY
from ecstui.aws.write_connection import Receipt, open_write_connection
from ecstui.clock import SystemClock
from tests.aws.botocore_models import least_input, service_model
from tests.aws.fake_aws import REGION, FakeAws, VirtualTime, json_answer, xml_answer
from tests.aws.test_connection import IDENTITY
from tests.aws.writing import REQUEST_ID, SCALE, always, opened, writable


async def test_a_change_is_sent_as_given_and_its_receipt_is_what_aws_answered(
    aws: FakeAws, time: VirtualTime
) -> None:
    seen: list[dict[str, Any]] = []

    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        seen.append(parameters)
        return json_answer({"service": {"serviceName": "web", "createdAt": 1767225600.5}})

    aws.handler = answer
    budget = time.budget()
    async with opened(writable(aws, session_id="4f2a"), time, budget=budget) as conn:
        receipt = await conn.call(UPDATE_SERVICE, SCALE)
    answered = {"service": {"serviceName": "web", "createdAt": 1767225600.5}}
    assert receipt == Receipt(200, REQUEST_ID, answered, attempts=1)
    assert seen == [SCALE]
    assert aws.requests[0].headers["User-Agent"].endswith(" session/4f2a")
    assert budget.meter.by_operation == {"ecs:UpdateService": 1}


async def test_the_caller_is_whom_this_connection_signs_as(aws: FakeAws, time: VirtualTime) -> None:
    aws.handler = always(xml_answer(IDENTITY))
    budget = time.budget()
    async with opened(writable(aws), time, budget=budget) as conn:
        caller = await conn.caller()
        assert (caller.account, caller.principal) == ("123456789012", "user/alice")
        aws.handler = always(json_answer({}))
        await conn.call(UPDATE_SERVICE, SCALE)
    taken = budget.bucket(Scope("123456789012", REGION), UPDATE_SERVICE.bucket)
    assert taken._tokens < taken.burst


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
async def test_it_does_nothing_but_what_it_was_opened_for(
    aws: FakeAws, time: VirtualTime, operation: Operation
) -> None:
    if operation is UPDATE_SERVICE:
        return
    parameters = least_input(
        service_model(operation.service).operation_model(operation.name).input_shape
    )
    async with opened(writable(aws), time) as conn:
        with pytest.raises(Forbidden):
            await conn.call(operation, parameters)
        if operation is not GET_CALLER_IDENTITY:
            with pytest.raises(Forbidden):
                await conn._clients.request(operation, parameters)
    assert aws.arrived == []


@pytest.mark.parametrize("operation", [*READS, *CREDENTIAL_OPERATIONS], ids=str)
async def test_it_is_not_opened_for_what_is_no_change(
    aws: FakeAws, time: VirtualTime, operation: Operation
) -> None:
    with pytest.raises(Forbidden):
        async with opened(writable(aws), time, UPDATE_SERVICE, operation):
            pass


@pytest.mark.parametrize("operation", WRITES, ids=str)
async def test_it_is_not_opened_where_nothing_may_be_changed(
    aws: FakeAws, time: VirtualTime, operation: Operation
) -> None:
    with pytest.raises(Forbidden, match="read-only"):
        async with opened(aws.target(), time, operation):
            pass


async def test_several_changes_can_be_made_through_one(aws: FakeAws, time: VirtualTime) -> None:
    aws.handler = always(json_answer({"tasks": []}))
    async with opened(writable(aws), time, RUN_TASK, STOP_TASK) as conn:
        await conn.call(RUN_TASK, {"taskDefinition": "web:1"})
        await conn.call(STOP_TASK, {"task": "t"})
    assert aws.arrived == ["RunTask", "StopTask"]


def test_a_receipt_does_not_show_what_may_be_a_secret() -> None:
    receipt = Receipt(200, REQUEST_ID, {"session": {"tokenValue": "hunter2"}}, 1)
    assert "hunter2" not in repr(receipt)


def test_the_shell_is_a_change_and_the_list_of_clusters_is_not() -> None:
    assert EXECUTE_COMMAND in WRITES
    assert LIST_CLUSTERS not in WRITES


async def test_the_clock_learns_from_changes_too(aws: FakeAws, time: VirtualTime) -> None:
    response = json_answer({})
    response.headers["Date"] = "Thu, 01 Jan 2026 00:00:00 GMT"
    aws.handler = always(response)
    clock = SystemClock()
    async with open_write_connection(
        writable(aws), [UPDATE_SERVICE], clock=clock, budget=time.budget()
    ) as conn:
        await conn.call(UPDATE_SERVICE, SCALE)
    assert clock.now().year == 2026
    assert clock.skew
