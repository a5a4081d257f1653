"""An event of AWS CloudTrail: who called what.

Source: AWS CloudTrail User Guide, "CloudTrail record contents for management events" and
"CloudTrail userIdentity element".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class UserIdentity:
    """Who called, as CloudTrail has it.

    :param type: IAMUser, AssumedRole, Root, AWSService, FederatedUser, WebIdentityUser, …
    :param user_name: of a user; of the role of an assumed one it is `role`.
    :param invoked_by: the AWS service that called for somebody, or by itself.
    :param mfa: whether the session had been signed in with MFA; None where nothing is said.
    :param role_arn: the role that a session is of.
    """

    type: str = ""
    arn: str | None = None
    account: str | None = None
    user_name: str | None = None
    access_key_id: str | None = None
    invoked_by: str | None = None
    role: str | None = None
    role_arn: str | None = None
    mfa: bool | None = None


NOBODY = UserIdentity()


@dataclass(frozen=True, slots=True)
class TrailResource:
    """What CloudTrail names beside an event; far from every service does."""

    type: str
    name: str


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One call, as CloudTrail recorded it some minutes later.

    :param source: the service, e.g. `ecs.amazonaws.com`.
    :param username: a user's name, or the session name of an assumed role.
    :param request_id: as the answer to the call had it.
    :param error_code: why it was refused; None if it was done.
    :param source_ip: an address, or the AWS service that called.
    :param request_parameters: what was asked for; it may hold secrets.
    :param response_elements: what a call that changed something answered; it may hold secrets.
    :param additional: further facts of the service, as of a sign-in whether MFA was used.
    :param identity_arn: the ARN of who called.
    :param region: where it happened, as `awsRegion`.
    :param body: the whole event, JSON; it may hold secrets.
    """

    event_id: str
    name: str
    time: datetime
    source: str | None = None
    username: str | None = None
    request_id: str | None = None
    error_code: str | None = None
    error_message: str | None = None
    source_ip: str | None = None
    user_agent: str | None = None
    identity_arn: str | None = None
    request_parameters: Mapping[str, Any] = field(default_factory=dict, repr=False)
    region: str = ""
    type: str = ""
    """AwsApiCall, AwsConsoleSignIn, AwsServiceEvent, …"""
    identity: UserIdentity = NOBODY
    resources: tuple[TrailResource, ...] = field(default=(), repr=False)
    response_elements: Mapping[str, Any] = field(default_factory=dict, repr=False)
    additional: Mapping[str, Any] = field(default_factory=dict, repr=False)
    account: str = ""
    """Whose event history it is in."""
    console: bool = False
    """Whether the credentials were those of a session in the AWS console."""
    reads: bool = False
    """Whether CloudTrail says that it changes nothing, as of AssumeRole too."""
    body: str = field(default="{}", repr=False)
