"""The access keys of an IAM user, without their secrets.

Shapes and meanings: AWS IAM API Reference (API version 2010-05-08), ListAccessKeys and
GetAccessKeyLastUsed.
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL

ACTIVE, INACTIVE = "Active", "Inactive"
NOT_APPLICABLE = "N/A"
"""IAM's word for the service and the Region of a key that was never used."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class AccessKeyMetadata:
    """One access key of a user."""

    user_name: str
    access_key_id: str
    status: str
    """Active or Inactive; AWS refuses what is signed with an inactive one."""
    create_date: datetime

    @property
    def is_active(self) -> bool:
        """Whether AWS honours it."""
        return self.status == ACTIVE


@dataclass(frozen=True, slots=True, config=PASCAL)
class AccessKeyLastUsed:
    """When, where and for what a key was last used.

    Of several uses within 15 minutes, only the first is noted (IAM User Guide, "Getting credential
    reports"); uses before April 2015 are not known.
    """

    service_name: str
    """As in an ARN, e.g. `s3`; N/A if there was no use."""
    region: str
    """N/A if there was no use."""
    last_used_date: datetime | None = None
    """None if the key was never used."""
