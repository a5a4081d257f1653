"""The clients behind a connection. Importing this imports botocore: do it in a thread."""

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from functools import cache
from typing import Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError
from botocore.utils import is_valid_endpoint_url

from ecstui.aws.credentials import LiveCredentials, credential_source
from ecstui.aws.errors import AwsFailure, Expired, Rejected
from ecstui.aws.guard import Guard
from ecstui.aws.misconfigured import check_readable, translate_configuration
from ecstui.aws.operations import Operation
from ecstui.aws.parsing import RAW_BODY
from ecstui.aws.profiles import Profiles, check_profile, sign_in
from ecstui.aws.server_date import OnDate
from ecstui.aws.session import LOADER, guarded_session
from ecstui.aws.target import Target, plain_http
from ecstui.aws.translate import TRANSLATED, translate

logging.getLogger("aiobotocore").addHandler(logging.NullHandler())

CONFIG_FILES = ("config_file", "credentials_file")
"""botocore's settings that name the user's files."""


class Clients:
    """One client per AWS service, made when first needed, from one guarded session.

    :param guard: decides what they can send.
    :param on_send: called with service and operation for each request that is really sent.
    :param on_date: called with AWS's time for each answer that came from AWS.
    :param now: the time at AWS.
    """

    def __init__(
        self,
        target: Target,
        guard: Guard,
        on_send: Callable[[str, str], None],
        on_date: OnDate,
        now: Callable[[], datetime],
    ) -> None:
        self._target = target
        _check_url(target.endpoint_url)
        self._session = guarded_session(target, guard, on_send, on_date)
        self._profiles: Profiles = {}
        if not target.isolated:
            check_readable(*map(self._session.get_config_variable, CONFIG_FILES))
            self._profiles = self._session.full_config["profiles"]
            check_profile(self._profiles, self._session.profile)
        self._credentials = LiveCredentials(credential_source(target, on_send, on_date, now))
        self._session.register_component("credential_provider", self._credentials)
        self.region = target.region or self._configured_region()
        self._clients: dict[tuple[str, str], Any] = {}
        self._creating = asyncio.Lock()
        self._stack = AsyncExitStack()

    async def call(self, operation: Operation, parameters: dict[str, Any], region: str = "") -> Any:
        """Send one request and wait for the answer: bytes from JSON services, members from XML.

        :param region: where to, if not to the Region of the target.
        :raises AwsFailure: it did not succeed.
        :raises Forbidden: the operation is not on the list.
        """
        try:
            response = await self.request(operation, parameters, region)
        except TRANSLATED as error:
            raise self.failure(error, operation, parameters, region) from None
        return body_of(response)

    async def request(
        self, operation: Operation, parameters: Mapping[str, Any], region: str = ""
    ) -> dict[str, Any]:
        """As `call`, but with what is around the answer, and with botocore's own errors.

        :raises TRANSLATED: it did not succeed.
        :raises Forbidden: the operation is not on the list.
        """
        client = await self._client(operation.service, region or self.region)
        async with asyncio.timeout(self._target.answer_timeout):
            response: dict[str, Any] = await getattr(client, xform_name(operation.name))(
                **parameters
            )
        return response

    @property
    def credential_source(self) -> str:
        """botocore's word for where the credentials came from (`sso`, `env`, …), or `none`."""
        return self._credentials.origin

    @property
    def access_key_id(self) -> str:
        """As the connection's."""
        return self._credentials.access_key_id

    @property
    def credentials_expire(self) -> datetime | None:
        """As the connection's."""
        return self._credentials.expire

    async def aclose(self) -> None:
        """Close all connections."""
        await self._stack.aclose()

    def failure(
        self,
        error: Exception,
        operation: Operation,
        parameters: Mapping[str, Any],
        region: str = "",
    ) -> AwsFailure:
        """What an error of `request` means; credentials that have expired are read anew."""
        credentials = self._credentials
        how = sign_in(
            self._profiles, self._session.profile, credentials.origin, credentials.temporary
        )
        failure = translate(error, operation, how, parameters, region or self.region)
        if isinstance(failure, Expired):
            credentials.forget()
        return failure

    async def _client(self, service: str, region: str) -> Any:
        async with self._creating:
            if (service, region) not in self._clients:
                await asyncio.to_thread(warm_up, service)
                self._clients[service, region] = await self._stack.enter_async_context(
                    self._session.create_client(
                        service,
                        region_name=region,
                        endpoint_url=self._target.endpoint_url,
                        verify=False if plain_http(self._target) else None,
                    )
                )
            return self._clients[service, region]

    def _configured_region(self) -> str:
        region = self._session.get_config_variable("region")
        if not region:
            raise Rejected(
                "No Region is set: start with --region, or set one: aws configure set region …"
            )
        return str(region)


def open_clients(
    target: Target,
    guard: Guard,
    on_send: Callable[[str, str], None],
    on_date: OnDate,
    now: Callable[[], datetime],
) -> Clients:
    """Make the clients. Blocks, as it reads the user's AWS configuration: call it in a thread.

    :raises Rejected: the AWS configuration of this machine does not allow it.
    """
    try:
        return Clients(target, guard, on_send, on_date, now)
    except (BotoCoreError, OSError, ValueError) as error:
        raise translate_configuration(error) from None


def _check_url(url: str | None) -> None:
    if url is not None and not (
        url.startswith(("http://", "https://")) and is_valid_endpoint_url(url)
    ):
        raise Rejected("The endpoint URL is not of the form https://host:port")


def body_of(response: dict[str, Any]) -> Any:
    """Bytes from JSON services, members from XML."""
    if RAW_BODY in response:
        return response[RAW_BODY]
    return {key: value for key, value in response.items() if key != "ResponseMetadata"}


@cache
def warm_up(service: str) -> None:
    """Parse what a client of `service` needs, once per process. Blocks: call it in a thread."""
    LOADER.load_data("endpoints")
    LOADER.load_data("partitions")
    LOADER.load_data("sdk-default-configuration")
    LOADER.load_service_model(service, "service-2")
    LOADER.load_service_model(service, "endpoint-rule-set-1")
    # The models live as long as the process: spare the collector from walking them.
    gc.freeze()
