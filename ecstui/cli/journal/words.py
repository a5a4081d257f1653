"""Records in words for a person."""

from datetime import UTC, datetime

from ecstui.aws.errors import tidy
from ecstui.journal import Session


def when(at: datetime) -> str:
    """`2026-01-01 00:00:00`, UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def short(arn: str) -> str:
    """What an ARN names, without where: `service/prod-web/checkout`."""
    return tidy(arn.split(":", 5)[-1])


def place(session: Session) -> str:
    """`acme-prod ap-northeast-1`, with the other endpoint if there is one."""
    parts = (session.alias or session.account, session.region, session.endpoint_url)
    return tidy(" ".join(filter(None, parts)))


def who(caller_arn: str) -> str:
    """`ops/alice` of an assumed role, `user/bob` of a user."""
    return short(caller_arn).removeprefix("assumed-role/")
