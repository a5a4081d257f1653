"""One attempt to change something, and what is known of it when it fails.

Importing this imports botocore: do it in a thread.
"""

import json
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientConnectorError
from botocore import exceptions as boto

from ecstui.aws.clients import Clients, body_of
from ecstui.aws.decoding import NOT_AWS
from ecstui.aws.errors import AwsFailure, Unreachable
from ecstui.aws.operations import Operation
from ecstui.aws.receipt import CallFailed, Receipt
from ecstui.aws.translate import TRANSLATED

NOT_CONNECTED = (boto.ConnectTimeoutError, boto.ProxyConnectionError, boto.SSLError)
"""What aiobotocore raises only while there is no connection to send anything through."""


@dataclass(slots=True)
class _Sending:
    """Whether the request of one attempt has gone out."""

    operation: Operation
    begun: bool = False


_SENDING: ContextVar[_Sending] = ContextVar("sending")


def note_sending(service: str, name: str) -> None:
    """To be called within an attempt when a request is about to be sent.

    Those for credentials go out too, before the change does.
    """
    sending = _SENDING.get(None)
    if sending is not None and (sending.operation.service, sending.operation.name) == (
        service,
        name,
    ):
        sending.begun = True


async def exchange(
    clients: Clients, operation: Operation, parameters: Mapping[str, Any], attempts: int
) -> Receipt:
    """Send a change once and wait for the answer.

    :param attempts: how often it has been tried, this one included.
    :raises CallFailed: no answer came that says that it was done.
    :raises Forbidden: the operation is not one of the connection's.
    """
    sending = _Sending(operation)
    token = _SENDING.set(sending)
    try:
        response = await clients.request(operation, parameters)
    except TRANSLATED as error:
        failure = clients.failure(error, operation, parameters)
        raise _failed(error, failure, sending, attempts) from None
    finally:
        _SENDING.reset(token)
    return _receipt(response, attempts)


def _receipt(response: dict[str, Any], attempts: int) -> Receipt:
    metadata = response.get("ResponseMetadata", {})
    status, request_id = metadata["HTTPStatusCode"], str(metadata.get("RequestId", ""))
    try:
        answer = _members(body_of(response))
    except ValueError:
        raise CallFailed(
            Unreachable(f"The answer is not what AWS documents: {NOT_AWS}"),
            status=status,
            request_id=request_id,
            may_have_happened=True,
            attempts=attempts,
        ) from None
    return Receipt(status, request_id, answer, attempts)


def _members(body: object) -> dict[str, Any]:
    answer = json.loads(body) if isinstance(body, bytes) else body
    if not isinstance(answer, dict):
        raise ValueError("not a structure")
    return answer


def _failed(error: Exception, failure: AwsFailure, sending: _Sending, attempts: int) -> CallFailed:
    status, request_id = None, ""
    if isinstance(error, boto.ClientError) and error.operation_name == sending.operation.name:
        metadata = error.response.get("ResponseMetadata", {})
        status, request_id = metadata.get("HTTPStatusCode"), str(metadata.get("RequestId", ""))
    known = not sending.begun or _refused(error) or _never_connected(error)
    return CallFailed(
        failure,
        status=status,
        request_id=request_id,
        may_have_happened=not known,
        attempts=attempts,
    )


def _refused(error: Exception) -> bool:
    """Whether AWS itself says no: 4xx with a code of AWS, and not the page of a proxy."""
    if not isinstance(error, boto.ClientError):
        return False
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = str(error.response.get("Error", {}).get("Code", ""))
    return 400 <= status < 500 and bool(code) and not code.isdigit()


def _never_connected(error: Exception) -> bool:
    """Whether it failed before a byte was sent.

    aiobotocore raises EndpointConnectionError also of a connection that broke after that.
    """
    if isinstance(error, boto.EndpointConnectionError):
        return isinstance(error.kwargs.get("error"), ClientConnectorError)
    return isinstance(error, NOT_CONNECTED)
