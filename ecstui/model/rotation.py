"""The rotation of an access key, as it is remembered between its steps: without the secret."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_NAME = re.compile(r"^.*:secret:|-[A-Za-z0-9]{6}$")
"""What stands around the name in the ARN of a secret."""
SOAK_DAYS = 7
"""Days that the old key stays inactive, so that it can still be taken back."""


class SinkKind(StrEnum):
    """Where the secret of a new key goes."""

    PROFILE = "profile"
    """A profile of the AWS credentials file."""
    SECRET = "secret"
    """A secret of AWS Secrets Manager."""
    SHOWN = "shown"
    """It is shown once, and a person keeps it."""


@dataclass(frozen=True, slots=True)
class Sink:
    """One place for a new key.

    :param where: the name of the profile, or the ARN of the secret.
    :param file: the credentials file.
    """

    kind: SinkKind
    where: str = ""
    file: str = ""

    @property
    def named(self) -> str:
        """`profile ci of /home/alice/.aws/credentials`."""
        match self.kind:
            case SinkKind.PROFILE:
                return f"profile {self.where} of {self.file}"
            case SinkKind.SECRET:
                return f"secret {_NAME.sub('', self.where)} of Secrets Manager"
        return "shown once"


@dataclass(frozen=True, slots=True)
class Rotation:
    """What was begun, and how far it has come. Times are AWS's.

    :param old_key: the id of the key that is replaced.
    :param known: the ids of all keys that the user had before.
    :param version: of the secret, chosen before it is put there, so that it can be looked for.
    :param by: the ARN of who began it.
    :param new_key: the id of the new key, once AWS has told it.
    :param stored: when its secret had arrived where it belongs.
    :param works: when AWS first honoured the new key.
    :param deactivated: when the old key was made inactive.
    """

    account: str
    user: str
    old_key: str
    known: tuple[str, ...]
    sink: Sink
    begun: datetime
    by: str = ""
    version: str = ""
    new_key: str = ""
    stored: datetime | None = None
    works: datetime | None = None
    deactivated: datetime | None = None
    soak_days: int = SOAK_DAYS
