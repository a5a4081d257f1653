"""A change is sent as often as is safe, and what came of it is told truly."""

import asyncio
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws.budget import Budget, Scope
from ecstui.aws.connection import Target
from ecstui.aws.errors import (
    AwsFailure,
    Denied,
    Expired,
    Forbidden,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from ecstui.aws.operations import CREDENTIAL_OPERATIONS, OPERATIONS, READS, WRITES, Operation
from ecstui.aws.operations.ecs_reads import LIST_CLUSTERS
from ecstui.aws.operations.ecs_writes import EXECUTE_COMMAND, RUN_TASK, STOP_TASK, UPDATE_SERVICE
from ecstui.aws.operations.reads import GET_CALLER_IDENTITY
from ecstui.aws.write_connection import (
    CallFailed,
    Receipt,
    WriteConnection,
    open_write_connection,
)
from ecstui.clock import SystemClock
from tests.aws.botocore_models import least_input, service_model
from tests.aws.fake_aws import (
    HEADERS,
    REGION,
    FakeAws,
    Handler,
    VirtualTime,
    json_answer,
    json_error,
    keys,
    static_target,
    xml_answer,
)
from tests.aws.test_connection import IDENTITY, AtVirtualTime

REQUEST_ID = HEADERS["x-amzn-RequestId"]
SCALE: Mapping[str, Any] = {"cluster": "prod", "service": "web", "desiredCount": 3}


@asynccontextmanager
async def opened(
    target: Target, time: VirtualTime, *operations: Operation, budget: Budget | None = None
) -> AsyncIterator[WriteConnection]:
    clock = AtVirtualTime(time)
    async with open_write_connection(
        target, operations or (UPDATE_SERVICE,), clock=clock, budget=budget or time.budget()
    ) as conn:
        yield conn


def writable(aws: FakeAws, **options: Any) -> Target:
    return aws.target(read_only=False, **options)


def always(response: web.Response) -> Handler:
    async def answer(*_: object) -> web.Response:
        # An aiohttp response can be sent only once.
        headers, body = response.headers, response.body
        return web.Response(status=response.status, headers=headers, body=body)

    return answer


async def failing(conn: WriteConnection) -> CallFailed:
    with pytest.raises(CallFailed) as failed:
        await conn.call(UPDATE_SERVICE, SCALE)
    return failed.value


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


async def test_a_throttled_change_was_refused_and_is_asked_for_again(
    aws: FakeAws, time: VirtualTime
) -> None:
    async def answer(*_: object) -> web.Response:
        if len(aws.arrived) < 3:
            return json_error("ThrottlingException", "Rate exceeded")
        return json_answer({})

    aws.handler = answer
    budget = time.budget()
    async with opened(writable(aws), time, budget=budget) as conn:
        receipt = await conn.call(UPDATE_SERVICE, SCALE)
    assert (receipt.attempts, len(aws.arrived)) == (3, 3)
    assert sum(time.slept) > 0
    assert budget.meter.throttles_per_minute == 2


async def test_a_change_that_goes_on_being_throttled_has_not_happened(
    aws: FakeAws, time: VirtualTime
) -> None:
    aws.handler = always(json_error("ThrottlingException", "Rate exceeded"))
    async with opened(writable(aws), time) as conn:
        failed = await failing(conn)
    assert isinstance(failed.failure, Throttled)
    assert failed.failure.retry_after >= 1
    assert (failed.may_have_happened, failed.status, failed.request_id) == (False, 400, REQUEST_ID)
    assert failed.attempts == len(aws.arrived) == 5
    assert sum(time.slept) <= 20


REFUSALS: list[tuple[str, int, type[AwsFailure]]] = [
    ("AccessDeniedException", 400, Denied),
    ("ExpiredTokenException", 400, Expired),
    ("ServiceNotFoundException", 400, NotFound),
    ("ServiceNotActiveException", 400, Rejected),
    ("InvalidParameterException", 400, Rejected),
    ("ConflictException", 409, Rejected),
    ("LimitExceededException", 400, Rejected),
    ("BlockedException", 403, Rejected),
]


@pytest.mark.parametrize(("code", "status", "kind"), REFUSALS)
async def test_a_refusal_of_aws_means_that_nothing_happened(
    aws: FakeAws, time: VirtualTime, code: str, status: int, kind: type[AwsFailure]
) -> None:
    aws.handler = always(json_error(code, "AWS's own words", status))
    async with opened(writable(aws), time) as conn:
        failed = await failing(conn)
    assert type(failed.failure) is kind
    assert (failed.may_have_happened, failed.attempts) == (False, 1)
    assert (failed.status, failed.request_id) == (status, REQUEST_ID)
    assert str(failed) == failed.failure.sentence
    assert len(aws.arrived) == 1


UNKNOWN: dict[str, web.Response] = {
    "500": json_error("ServerException", status=500),
    "503": json_error("ServiceUnavailable", status=503),
    "a 5xx that speaks of throttling": json_error("ThrottlingException", status=503),
    "a proxy's 502": web.Response(status=502, text="<html>Bad Gateway</html>"),
    "a proxy's 403": web.Response(status=403, text="<html>Sign in</html>"),
    "a proxy's 429": web.Response(status=429, text="slow down"),
    "a redirect": web.Response(status=302, headers={"Location": "http://127.0.0.1:9/login"}),
    "no JSON": web.Response(text="<html>Sign in</html>"),
    "half an answer": web.Response(text='{"service": {'),
    "a list": web.Response(text="[]"),
    "nothing": web.Response(text=""),
    "no text": web.Response(body=b"\xff\xfe\x00"),
}
"""Answers after which nobody knows whether the change was made."""


@pytest.mark.parametrize("case", UNKNOWN)
async def test_a_change_of_which_nobody_knows_is_never_sent_again(
    aws: FakeAws, time: VirtualTime, case: str
) -> None:
    aws.handler = always(UNKNOWN[case])
    async with opened(writable(aws, attempts=5), time) as conn:
        failed = await failing(conn)
    assert (failed.may_have_happened, failed.attempts) == (True, 1)
    assert isinstance(failed.failure, Unreachable | Throttled)
    assert failed.status == UNKNOWN[case].status
    assert aws.arrived == ["UpdateService"]


async def test_an_answer_that_does_not_come_in_time(aws: FakeAws, time: VirtualTime) -> None:
    leave = asyncio.Event()

    async def answer(*_: object) -> web.Response:
        await leave.wait()
        return json_answer({})

    aws.handler = answer
    for options in ({"answer_timeout": 0.2}, {"read_timeout": 0.2}):
        async with opened(writable(aws, attempts=5, **options), time) as conn:
            failed = await failing(conn)
        assert (failed.may_have_happened, failed.status, failed.request_id) == (True, None, "")
        assert "No answer in time" in failed.failure.sentence
    leave.set()
    assert aws.arrived == ["UpdateService"] * 2


@pytest.mark.parametrize("how", ["close", "reset"])
@pytest.mark.parametrize("after", [0, 1])
async def test_a_connection_that_breaks_once_the_request_is_sent(
    aws: FakeAws, time: VirtualTime, how: str, after: int
) -> None:
    """Also one that was kept from an earlier call, which HTTP clients like to try again."""

    async def answer(_: str, __: dict[str, Any], request: web.Request) -> web.Response:
        if len(aws.arrived) <= after:
            return json_answer({})
        assert request.transport is not None
        if how == "reset":
            socket = request.transport.get_extra_info("socket")
            socket.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
        return json_answer({})

    aws.handler = answer
    async with opened(writable(aws, attempts=5), time) as conn:
        for _ in range(after):
            await conn.call(UPDATE_SERVICE, SCALE)
        failed = await failing(conn)
    assert (failed.may_have_happened, failed.status, failed.attempts) == (True, None, 1)
    assert "broke off" in failed.failure.sentence
    assert len(aws.arrived) == after + 1


async def test_nobody_there_means_that_nothing_happened(time: VirtualTime) -> None:
    nobody = Target(
        endpoint_url="http://127.0.0.1:9", region=REGION, isolated=True, read_only=False, attempts=5
    )
    async with opened(nobody, time) as conn:
        failed = await failing(conn)
    assert (failed.may_have_happened, failed.status, failed.attempts) == (False, None, 1)
    assert "Cannot reach" in failed.failure.sentence


async def test_without_credentials_nothing_happened(
    aws: FakeAws, time: VirtualTime, home: Path
) -> None:
    async with opened(static_target(aws, region=REGION, read_only=False), time) as conn:
        failed = await failing(conn)
    assert isinstance(failed.failure, Rejected)
    assert "No AWS credentials" in failed.failure.sentence
    assert (failed.may_have_happened, failed.status, aws.arrived) == (False, None, [])


@pytest.mark.parametrize(
    "response", [json_error("AccessDenied", status=403), web.Response(status=500), None]
)
async def test_what_fails_before_the_change_is_sent_is_not_the_change(
    aws: FakeAws, time: VirtualTime, home: Path, response: web.Response | None
) -> None:
    (home / "credentials").write_text(keys("default"))

    async def answer(operation: str, _: dict[str, Any], request: web.Request) -> web.Response:
        assert operation == "AssumeRole"
        if response is None:
            assert request.transport is not None
            request.transport.abort()
        return response or json_answer({})

    aws.handler = answer
    role = "arn:aws:iam::123456789012:role/ops"
    target = static_target(aws, region=REGION, read_only=False, role_arn=role)
    async with opened(target, time) as conn:
        failed = await failing(conn)
    assert set(aws.arrived) == {"AssumeRole"}
    assert (failed.may_have_happened, failed.status, failed.request_id) == (False, None, "")


async def test_what_botocore_does_not_accept_is_not_sent(aws: FakeAws, time: VirtualTime) -> None:
    async with opened(writable(aws), time) as conn:
        with pytest.raises(CallFailed, match="desiredCount") as failed:
            await conn.call(UPDATE_SERVICE, {"service": "web", "desiredCount": "many"})
    assert (failed.value.may_have_happened, aws.arrived) == (False, [])


async def test_changes_at_the_same_time_do_not_take_each_others_ends(
    aws: FakeAws, time: VirtualTime
) -> None:
    async def answer(_: str, parameters: dict[str, Any], request: web.Request) -> web.Response:
        if parameters["service"] == "lost":
            return json_error("ServerException", status=500)
        return json_error("InvalidParameterException", status=400)

    aws.handler = answer
    async with opened(writable(aws), time) as conn:
        ends = await asyncio.gather(
            *(conn.call(UPDATE_SERVICE, {"service": name}) for name in ("lost", "refused") * 5),
            return_exceptions=True,
        )
    told = [end.may_have_happened for end in ends if isinstance(end, CallFailed)]
    assert told == [True, False] * 5


async def test_a_cancelled_change_is_not_sent_again(aws: FakeAws, time: VirtualTime) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def answer(*_: object) -> web.Response:
        arrived.set()
        await leave.wait()
        return json_answer({})

    aws.handler = answer
    async with opened(writable(aws), time) as conn:
        calling = asyncio.create_task(conn.call(UPDATE_SERVICE, SCALE))
        await arrived.wait()
        calling.cancel()
        with pytest.raises(asyncio.CancelledError):
            await calling
    leave.set()
    assert aws.arrived == ["UpdateService"]


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
