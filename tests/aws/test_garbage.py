"""Whatever a network puts in place of AWS's answer is a failure with a sentence, never a crash."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ec2, ecr, ecs, elbv2, iam, sts
from ecstui.aws.connection import ReadConnection, open_connection
from ecstui.aws.errors import AwsFailure
from tests.aws.fake_aws import FakeAws, VirtualTime

BODIES = [
    b"",
    b"null",
    b"5",
    b'"text"',
    b"[]",
    b"[{}]",
    b"{",
    b"{}",
    b"\xff\xfe\x00",
    b"<html><body>Sign in</body></html>",
    b"<!DOCTYPE html><html><br></html>",
    b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    b"<ErrorResponse/>",
    b"<ErrorResponse><Error/></ErrorResponse>",
    b"<GetCallerIdentityResponse/>",
    b"<ListAccountAliasesResponse><ListAccountAliasesResult/></ListAccountAliasesResponse>",
    b'{"__type": 5}',
    b'{"__type": null, "message": null}',
    b'{"message": {"a": [1]}}',
    b'{"clusterArns": {"a": 1}}',
    b'{"clusterArns": [1, null]}',
    b"a" * 100_000,
]
STATUSES = [200, 201, 204, 302, 400, 403, 407, 418, 500, 511]
READS: list[Callable[[ReadConnection], Awaitable[Any]]] = [
    ecs.clusters,
    iam.account_alias,
    sts.caller_identity,
    lambda conn: ec2.subnets(conn, ["subnet-0a"]),
    lambda conn: ec2.dns(conn, "vpc-0"),
    lambda conn: ec2.route_tables(conn, "vpc-0"),
    lambda conn: ec2.vpn_connections(conn),
    lambda conn: elbv2.target_health(conn, "arn:g"),
    lambda conn: ecr.images(conn, "web"),
]

NAMES = ["ecs", "iam", "sts", "ec2", "dns", "routes", "vpn", "elbv2", "ecr"]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    "read", READS, ids=["ecs", "iam", "sts", "ec2", "dns", "routes", "vpn", "elbv2", "ecr"]
)
async def test_no_garbage_is_taken_for_an_answer(
    aws: FakeAws,
    time: VirtualTime,
    status: int,
    read: Callable[[ReadConnection], Awaitable[Any]],
) -> None:
    async with open_connection(aws.target(), budget=time.budget()) as conn:
        for body in BODIES:

            async def answer(*_: object, body: bytes = body) -> web.Response:
                return web.Response(status=status, body=body, content_type="text/html")

            aws.handler = answer
            with pytest.raises(AwsFailure) as failure:
                await read(conn)
            assert 10 < len(failure.value.sentence) <= 500, body
