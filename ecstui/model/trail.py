"""A trail of AWS CloudTrail: where events go.

Source: AWS CloudTrail API Reference, DescribeTrails, GetTrailStatus, GetEventSelectors.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TrailStatus:
    """Whether a trail logs, and what became of its last deliveries.

    :param delivery_error: S3's error code for the last log file; None if it was delivered.
    :param logs_error: the same of CloudWatch Logs.
    :param digest_error: the same of the last digest, with which log files are validated.
    """

    is_logging: bool
    delivery_error: str | None = None
    delivered_at: datetime | None = None
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    logs_error: str | None = None
    logs_at: datetime | None = None
    digest_error: str | None = None
    digest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events a trail has.

    :param management: All, ReadOnly or WriteOnly; empty for no management events.
    :param excluded: sources whose management events it leaves out.
    :param data: resource types whose data events it has.
    """

    management: str = ""
    excluded: tuple[str, ...] = ()
    data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """One trail, with what is known of how it does.

    :param status: None where it could not be read.
    :param selection: the same.
    :param unread: why not, in sentences.
    """

    arn: str
    name: str
    home_region: str
    bucket: str = ""
    multi_region: bool = False
    global_events: bool = False
    organization: bool = False
    validated: bool = False
    key: str | None = None
    log_group: str | None = None
    status: TrailStatus | None = None
    selection: Selection | None = None
    unread: tuple[str, ...] = ()
