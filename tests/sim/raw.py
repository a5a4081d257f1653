"""Requests as bytes, for what no AWS client would send."""

from typing import NamedTuple

import aiohttp

ACCOUNT = "123456789012"
REGION = "eu-west-1"
SIGNATURE = "0" * 64


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def authorization(service: str, key: str = ACCOUNT, region: str = REGION) -> str:
    return (
        f"AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/{service}/aws4_request, "
        f"SignedHeaders=host;x-amz-date, Signature={SIGNATURE}"
    )


async def post(url: str, body: str | bytes, headers: dict[str, str]) -> Response:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers, skip_auto_headers=["User-Agent"]) as answer,
    ):
        return Response(answer.status, dict(answer.headers), await answer.read())


async def post_json(url: str, target: str, body: str | bytes, service: str) -> Response:
    headers = {
        "X-Amz-Target": target,
        "Content-Type": "application/x-amz-json-1.1",
        "Authorization": authorization(service),
    }
    return await post(url, body, headers)


async def post_form(url: str, body: str, service: str) -> Response:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "Authorization": authorization(service),
    }
    return await post(url, body, headers)
