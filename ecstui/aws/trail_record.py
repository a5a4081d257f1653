"""An event of CloudTrail out of the JSON text in which LookupEvents has it."""

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

from ecstui.aws.decoding import decode
from ecstui.model.trail_event import TrailEvent, TrailResource, UserIdentity

CAMEL = ConfigDict(alias_generator=to_camel, defer_build=True)


@dataclass(frozen=True, slots=True, config=CAMEL)
class _Issuer:
    arn: str | None = None
    user_name: str | None = None


@dataclass(frozen=True, slots=True, config=CAMEL)
class _Attributes:
    mfa_authenticated: bool | None = None
    """CloudTrail has it as the text `true` or `false`."""


@dataclass(frozen=True, slots=True, config=CAMEL)
class _Session:
    session_issuer: _Issuer | None = None
    attributes: _Attributes | None = None


@dataclass(frozen=True, slots=True, config=CAMEL)
class _Identity:
    type: str = ""
    arn: str | None = None
    account_id: str | None = None
    user_name: str | None = None
    access_key_id: str | None = None
    invoked_by: str | None = None
    session_context: _Session | None = None


@dataclass(frozen=True, slots=True, config=CAMEL)
class _Record:
    """The event as its JSON text has it; other members are ignored."""

    request_id: str | None = Field(default=None, alias="requestID")
    error_code: str | None = None
    error_message: str | None = None
    source_ip_address: str | None = Field(default=None, alias="sourceIPAddress")
    user_agent: str | None = None
    request_parameters: dict[str, Any] | None = None
    response_elements: dict[str, Any] | None = None
    additional_event_data: dict[str, Any] | None = None
    aws_region: str = ""
    event_type: str = ""
    recipient_account_id: str = ""
    session_credential_from_console: bool = False
    read_only: bool | None = None
    user_identity: _Identity = _Identity()


_RECORD = TypeAdapter(_Record)


def read_record(
    event_id: str,
    name: str,
    time: datetime,
    source: str | None,
    username: str | None,
    resources: tuple[TrailResource, ...],
    body: str,
) -> TrailEvent:
    """An event of what LookupEvents says beside it, and of its JSON text.

    :raises Unreachable: the text is not what AWS documents.
    """
    record = decode(body.encode(), _RECORD)
    return TrailEvent(
        event_id=event_id,
        name=name,
        time=time,
        source=source,
        username=username,
        request_id=record.request_id,
        error_code=record.error_code,
        error_message=record.error_message,
        source_ip=record.source_ip_address,
        user_agent=record.user_agent,
        identity_arn=record.user_identity.arn,
        request_parameters=record.request_parameters or {},
        region=record.aws_region,
        type=record.event_type,
        identity=_identity(record.user_identity),
        resources=resources,
        response_elements=record.response_elements or {},
        additional=record.additional_event_data or {},
        account=record.recipient_account_id,
        console=record.session_credential_from_console,
        reads=bool(record.read_only),
        body=body,
    )


def _identity(found: _Identity) -> UserIdentity:
    session = found.session_context or _Session()
    issuer = session.session_issuer or _Issuer()
    return UserIdentity(
        type=found.type,
        arn=found.arn,
        account=found.account_id,
        user_name=found.user_name,
        access_key_id=found.access_key_id or None,
        invoked_by=found.invoked_by,
        role=issuer.user_name,
        role_arn=issuer.arn,
        mfa=session.attributes.mfa_authenticated if session.attributes else None,
    )
