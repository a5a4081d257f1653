"""An IAM user as ListUsers has it.

Shapes and meanings: AWS IAM API Reference (API version 2010-05-08).
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class IamUser:
    """A user."""

    user_name: str
    arn: str
    create_date: datetime
    path: str = "/"
    password_last_used: datetime | None = None
    """None if there was no use, or no password."""
