"""Who is asking."""

from dataclasses import dataclass

ASSUMED = "assumed-role"


def acts_as(arn: str) -> str:
    """The ARN of a caller without the name of its session: the same for all sessions of a role.

    Clients that are given no name for a session make up another one each time.
    """
    before, _, resource = arn.rpartition(":")
    kind, _, rest = resource.partition("/")
    role, _, session = rest.rpartition("/")
    return f"{before}:{kind}/{role}" if kind == ASSUMED and role and session else arn


@dataclass(frozen=True, slots=True)
class CallerIdentity:
    """What STS says about the credentials in use.

    Source: AWS STS API Reference, GetCallerIdentity.
    """

    account: str
    arn: str
    user_id: str

    @property
    def principal(self) -> str:
        """The short name for a person: `user/alice`, or `role/session` of an assumed role."""
        resource = self.arn.split(":", 5)[-1]
        kind, _, name = resource.partition("/")
        return name if kind == ASSUMED else resource
