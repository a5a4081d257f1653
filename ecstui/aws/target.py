"""Where a connection goes and as whom."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StaticKeys:
    """An access key that no file of the user has to hold."""

    access_key_id: str
    secret_access_key: str = field(repr=False)


EXAMPLE_KEYS = StaticKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
"""The key of AWS's own documentation."""
_SESSION_ID = re.compile(r"[A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Target:
    """One context: profile, Region and endpoint.

    :param profile: a profile of the user's AWS configuration; None takes what any AWS tool takes.
    :param region: None takes the one of the environment or the profile.
    :param role_arn: a role to assume with the credentials of the profile, or with `keys`.
    :param endpoint_url: another address than AWS's own, for all services.
    :param isolated: for the simulated AWS: nothing of the user's AWS configuration, environment
        and proxies is read, and the metadata service is not asked. Needs Region and endpoint.
    :param keys: used only when isolated.
    :param key: sign with this key and nothing else, whoever the profile is; no role is assumed.
    :param read_only: nothing may be changed here: no write connection can be opened.
    :param connect_timeout: seconds for a connection to be made.
    :param read_timeout: seconds between two pieces of an answer.
    :param answer_timeout: seconds for a whole answer, credentials included.
    :param attempts: how often a read is tried whose answer is cut off, or a fault of AWS's side.
    :param session_id: of this console, sent with every request for CloudTrail to record: letters,
        digits and hyphens; empty sends none.
    """

    profile: str | None = None
    region: str | None = None
    role_arn: str | None = None
    endpoint_url: str | None = None
    isolated: bool = False
    keys: StaticKeys = EXAMPLE_KEYS
    key: StaticKeys | None = None
    read_only: bool = True
    connect_timeout: float = 5.0
    read_timeout: float = 15.0
    answer_timeout: float = 40.0
    attempts: int = 2
    session_id: str = ""

    def __post_init__(self) -> None:
        if self.isolated and not (self.endpoint_url and self.region):
            raise ValueError("an isolated target needs endpoint_url and region")
        if self.isolated and self.profile is not None:
            raise ValueError("an isolated target has no profile")
        if self.key is not None and self.role_arn is not None:
            raise ValueError("a target with a key of its own assumes no role")
        if not _SESSION_ID.fullmatch(self.session_id):
            raise ValueError("a session id consists of letters, digits and hyphens")


def plain_http(target: Target) -> bool:
    """Whether there is no TLS, so that no CA certificates need to be loaded for nothing."""
    return target.isolated and (target.endpoint_url or "").startswith("http://")
