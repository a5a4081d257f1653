"""Who is asking."""

from pydantic.dataclasses import dataclass


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
        return name if kind == "assumed-role" else resource
