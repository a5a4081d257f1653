"""What came of a change that failed: nothing, or nobody knows; and whether it is sent again."""

import asyncio
import struct
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws.connection import Target
from ecstui.aws.errors import (
    AwsFailure,
    Denied,
    Expired,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from ecstui.aws.operations.ecs_writes import UPDATE_SERVICE
from ecstui.aws.write_connection import CallFailed
from tests.aws.fake_aws import (
    REGION,
    FakeAws,
    VirtualTime,
    json_answer,
    json_error,
    keys,
    static_target,
)
from tests.aws.writing import REQUEST_ID, SCALE, always, failing, opened, writable


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
