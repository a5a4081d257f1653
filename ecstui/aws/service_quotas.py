"""Reads of Service Quotas."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.pages import every_page, pascal
from ecstui.model.pascal import PASCAL
from ecstui.model.quota import ServiceQuota

PAGE = pascal(100)
FARGATE = "fargate"
"""The service code of AWS Fargate."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Quotas:
    quotas: tuple[ServiceQuota, ...]
    next_token: str | None = None


_QUOTAS = TypeAdapter(_Quotas)


async def quotas(conn: ReadConnection, service_code: str = FARGATE) -> tuple[ServiceQuota, ...]:
    """The quotas of a service that apply to the account in the Region.

    :raises NotFound: there is no such service.
    :raises AwsFailure: a call did not succeed.
    """
    return await every_page(
        conn,
        reads.LIST_SERVICE_QUOTAS,
        _QUOTAS,
        lambda page: page.quotas,
        PAGE,
        ServiceCode=service_code,
    )
