"""An event of AWS CloudTrail: who called what.

Source: AWS CloudTrail User Guide, "CloudTrail record contents for management events".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One call, as CloudTrail recorded it some minutes later.

    :param source: the service, e.g. `ecs.amazonaws.com`.
    :param username: a user's name, or the session name of an assumed role.
    :param request_id: as the answer to the call had it.
    :param error_code: why it was refused; None if it was done.
    :param source_ip: an address, or the AWS service that called.
    :param request_parameters: what was asked for; it may hold secrets.
    :param identity_arn: the ARN of who called.
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
