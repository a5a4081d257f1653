"""A secret of AWS Secrets Manager, without its value.

Shapes and meanings: AWS Secrets Manager API Reference (API version 2017-10-17), DescribeSecret.
"""

from dataclasses import field
from datetime import datetime

from pydantic import Field
from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL

CURRENT = "AWSCURRENT"
"""The staging label of the version that is read where no other is asked for."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class Secret:
    """What a secret is called, and which versions it has."""

    name: str
    arn: str = Field(alias="ARN")
    rotation_enabled: bool = False
    """Whether a function of its own gives it new values."""
    deleted_date: datetime | None = None
    """When it was marked to be deleted; None if it was not."""
    version_ids_to_stages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The staging labels of each version that has any."""
