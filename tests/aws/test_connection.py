import asyncio
import gc
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ecs, iam, sts
from ecstui.aws.budget import Scope
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.errors import Rejected, Throttled, Unreachable
from ecstui.aws.operations.ecs_reads import LIST_CLUSTERS
from ecstui.aws.transport import GuardedSession
from ecstui.clock import SystemClock
from tests.aws.fake_aws import HEADERS, FakeAws, VirtualTime, json_answer, json_error, xml_answer
from tests.listings import complete

IDENTITY = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/alice</Arn>
<UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account></GetCallerIdentityResult>
</GetCallerIdentityResponse>"""
ALIASES = """<ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
<ListAccountAliasesResult><IsTruncated>false</IsTruncated><AccountAliases>{}</AccountAliases>
</ListAccountAliasesResult></ListAccountAliasesResponse>"""


async def no_clusters(*_: object) -> web.Response:
    return json_answer({"clusterArns": []})


async def test_the_caller_is_read_and_its_account_shares_one_budget(aws: FakeAws) -> None:
    async def answer(*_: object) -> web.Response:
        return xml_answer(IDENTITY)

    aws.handler = answer
    async with open_connection(aws.target()) as conn:
        caller = await sts.caller_identity(conn)
        assert (caller.account, caller.principal) == ("123456789012", "user/alice")
        assert conn.scope == Scope("123456789012", "eu-west-1")


@pytest.mark.parametrize(
    ("members", "alias"), [("<member>acme-prod</member>", "acme-prod"), ("", None)]
)
async def test_the_alias_is_read(aws: FakeAws, members: str, alias: str | None) -> None:
    async def answer(*_: object) -> web.Response:
        return xml_answer(ALIASES.format(members))

    aws.handler = answer
    async with open_connection(aws.target()) as conn:
        assert await iam.account_alias(conn) == alias


async def test_the_clock_learns_the_servers_time(aws: FakeAws) -> None:
    async def answer(*_: object) -> web.Response:
        response = await no_clusters()
        response.headers["Date"] = "Thu, 01 Jan 2026 00:00:00 GMT"
        return response

    aws.handler = answer
    clock = SystemClock()
    async with open_connection(aws.target(), clock=clock) as conn:
        await ecs.clusters(conn)
    assert abs(clock.now() - datetime(2026, 1, 1, tzinfo=UTC)) < timedelta(seconds=30)


async def test_the_clock_ignores_what_did_not_come_from_aws(aws: FakeAws) -> None:
    async def answer(*_: object) -> web.Response:
        return web.Response(text="{", headers={"Date": "Thu, 01 Jan 2026 00:00:00 GMT"})

    aws.handler = answer
    clock = SystemClock()
    async with open_connection(aws.target(), clock=clock) as conn:
        with pytest.raises(Unreachable):
            await ecs.clusters(conn)
    assert clock.skew == timedelta()


async def test_requests_say_that_they_come_from_ecstui(aws: FakeAws) -> None:
    aws.handler = no_clusters
    async with open_connection(aws.target()) as conn:
        await ecs.clusters(conn)
    agent = aws.requests[0].headers["User-Agent"]
    assert "ecstui/0." in agent
    assert "session/" not in agent


async def test_requests_say_of_which_session_they_are(aws: FakeAws) -> None:
    aws.handler = no_clusters
    async with open_connection(aws.target(session_id="4f2a-91")) as conn:
        await ecs.clusters(conn)
    assert re.search(r"ecstui/\S+ session/4f2a-91$", aws.requests[0].headers["User-Agent"])


@pytest.mark.parametrize("session_id", ["a b", "a\nHost: x", "é", "a/b"])
def test_a_session_id_fits_into_a_header(session_id: str) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        Target(session_id=session_id)


async def test_the_meter_counts_what_is_sent(aws: FakeAws, time: VirtualTime) -> None:
    aws.handler = no_clusters
    budget = time.budget()
    async with open_connection(aws.target(), budget=budget) as conn:
        await ecs.clusters(conn)
        await ecs.clusters(conn)
    assert budget.meter.calls_per_minute == 2
    assert budget.meter.by_operation == {"ecs:ListClusters": 2}


async def test_a_call_waits_for_the_budget(aws: FakeAws, time: VirtualTime) -> None:
    aws.handler = no_clusters
    budget = time.budget(share=0.02)
    async with open_connection(aws.target(), budget=budget) as conn:
        for _ in range(3):
            await ecs.clusters(conn)
    assert sum(time.slept) == pytest.approx(2 / (20 * 0.02))


@pytest.mark.parametrize(
    "failure", [json_error("ThrottlingException"), json_error("ServerException", status=500)]
)
async def test_a_passing_failure_is_tried_a_second_time(
    aws: FakeAws, time: VirtualTime, failure: web.Response
) -> None:
    async def answer(*_: object) -> web.Response:
        return failure if len(aws.arrived) == 1 else await no_clusters()

    aws.handler = answer
    async with open_connection(aws.target(attempts=2), budget=time.budget()) as conn:
        assert (await ecs.clusters(conn)).items == ()
    assert len(aws.arrived) == 2


class AtVirtualTime(SystemClock):
    def __init__(self, time: VirtualTime) -> None:
        super().__init__()
        self.monotonic = time.monotonic  # type: ignore[method-assign]  # that is the point


async def test_a_throttled_read_waits_and_is_tried_five_times(
    aws: FakeAws, time: VirtualTime
) -> None:
    async def answer(*_: object) -> web.Response:
        return json_error("ThrottlingException", "Rate exceeded")

    aws.handler = answer
    budget = time.budget()
    async with open_connection(aws.target(), clock=AtVirtualTime(time), budget=budget) as conn:
        with pytest.raises(Throttled) as throttled:
            await ecs.clusters(conn)
    assert len(aws.arrived) == 5
    assert 1 < sum(time.slept) < 20
    assert throttled.value.retry_after >= 1
    assert budget.meter.throttles_per_minute == 5


async def test_a_throttled_read_waits_no_longer_than_20_seconds(
    aws: FakeAws, time: VirtualTime
) -> None:
    async def answer(*_: object) -> web.Response:
        return json_error("ThrottlingException", "Rate exceeded")

    aws.handler = answer
    budget = time.budget(share=0.01)
    async with open_connection(aws.target(), clock=AtVirtualTime(time), budget=budget) as conn:
        with pytest.raises(Throttled):
            await ecs.clusters(conn)
    assert 1 < len(aws.arrived) < 5
    assert sum(time.slept) <= 20


async def test_throttling_takes_no_attempt_from_a_broken_connection(
    aws: FakeAws, time: VirtualTime
) -> None:
    failures = ["ThrottlingException", "ServerException", "ThrottlingException"]

    async def answer(*_: object) -> web.Response:
        if len(aws.arrived) > len(failures):
            return await no_clusters()
        code = failures[len(aws.arrived) - 1]
        return json_error(code, status=500 if code == "ServerException" else 400)

    aws.handler = answer
    async with open_connection(aws.target(attempts=2), budget=time.budget()) as conn:
        assert (await ecs.clusters(conn)).items == ()
    assert len(aws.arrived) == 4


async def test_a_refusal_is_not_tried_again(aws: FakeAws) -> None:
    async def answer(*_: object) -> web.Response:
        return json_error("InvalidParameterException", "no")

    aws.handler = answer
    async with open_connection(aws.target(attempts=5)) as conn:
        with pytest.raises(Rejected):
            await ecs.clusters(conn)
    assert len(aws.arrived) == 1


async def test_parameters_that_are_none_are_left_out(aws: FakeAws) -> None:
    seen: list[Any] = []

    async def answer(_: str, parameters: dict[str, Any], __: object) -> web.Response:
        seen.append(parameters)
        return await no_clusters()

    aws.handler = answer
    async with open_connection(aws.target()) as conn:
        await ecs.clusters(conn)
    assert seen == [{"maxResults": 100}]


async def test_input_that_botocore_refuses_is_rejected(aws: FakeAws) -> None:
    from pydantic import TypeAdapter

    async with open_connection(aws.target()) as conn:
        with pytest.raises(Rejected, match="maxResults"):
            await conn.read(LIST_CLUSTERS, TypeAdapter(object), maxResults="many")


async def test_redirects_are_not_followed(aws: FakeAws) -> None:
    async def answer(*_: object) -> web.Response:
        return web.Response(status=302, headers={"Location": f"{aws.url}/login"})

    aws.handler = answer
    async with open_connection(aws.target()) as conn:
        with pytest.raises(Unreachable, match="HTTP 302"):
            await ecs.clusters(conn)
    assert aws.arrived == ["ListClusters"]


async def test_callers_at_the_same_time_share_one_client(aws: FakeAws) -> None:
    aws.handler = no_clusters
    async with open_connection(aws.target()) as conn:
        await asyncio.gather(*(ecs.clusters(conn) for _ in range(5)))
        assert [service for service, _ in conn._clients._clients] == ["ecs"]


async def test_cancelling_a_read_ends_it(aws: FakeAws) -> None:
    arrived = asyncio.Event()
    leave = asyncio.Event()

    async def answer(*_: object) -> web.Response:
        arrived.set()
        await leave.wait()
        return await no_clusters()

    aws.handler = answer
    async with open_connection(aws.target()) as conn:
        reading = asyncio.create_task(ecs.clusters(conn))
        await arrived.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        leave.set()
        assert complete(await ecs.clusters(conn))


def test_ca_certificates_are_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GuardedSession, "_tls", {})
    sessions = [GuardedSession(verify=True) for _ in range(2)]
    first, second = (session._build_ssl_contexts(None) for session in sessions)
    assert first[0] is second[0]
    assert GuardedSession(verify=False)._build_ssl_contexts(None)[0] is not first[0]


async def test_models_are_frozen_out_of_the_collectors_sight(aws: FakeAws) -> None:
    aws.handler = no_clusters
    async with open_connection(aws.target()) as conn:
        await ecs.clusters(conn)
    assert gc.get_freeze_count() > 0


@pytest.mark.parametrize(
    "options",
    [
        {"isolated": True},
        {"isolated": True, "endpoint_url": "http://127.0.0.1:1"},
        {"isolated": True, "endpoint_url": "u", "region": "r", "profile": "p"},
    ],
)
def test_an_isolated_target_needs_all_it_may_not_look_up(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="isolated"):
        Target(**options)


def test_a_target_does_not_show_its_secret_key() -> None:
    assert "EXAMPLEKEY" not in repr(Target())


def test_the_header_of_the_fake_is_that_of_aws() -> None:
    assert "x-amzn-RequestId" in HEADERS
