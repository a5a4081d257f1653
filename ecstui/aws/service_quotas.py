"""Reads of Service Quotas."""

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.pages import Paged, pascal
from ecstui.model.quota import ServiceQuota

PAGE = pascal(100)
FARGATE = "fargate"
"""The service code of AWS Fargate."""

_QUOTAS = Paged(reads.LIST_SERVICE_QUOTAS, "Quotas", ServiceQuota, PAGE)


async def quotas(conn: ReadConnection, service_code: str = FARGATE) -> tuple[ServiceQuota, ...]:
    """The quotas of a service that apply to the account in the Region.

    :raises NotFound: there is no such service.
    :raises AwsFailure: a call did not succeed.
    """
    return await _QUOTAS.read(conn, ServiceCode=service_code)
