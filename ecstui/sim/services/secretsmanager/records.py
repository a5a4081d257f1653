"""What Secrets Manager remembers: secrets with their versions."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from ecstui.sim.call import AwsError, Call

CURRENT, PREVIOUS = "AWSCURRENT", "AWSPREVIOUS"


@dataclass(slots=True)
class Version:
    """One value of a secret."""

    id: str
    value: str = field(repr=False)
    created_at: float
    stages: set[str] = field(default_factory=set)
    """Staging labels; a version without any is deprecated, and may be forgotten."""


@dataclass(slots=True)
class Secret:
    """One secret of an account in a Region."""

    name: str
    arn: str
    created_at: float
    description: str = ""
    rotates: bool = False
    """Whether a function of its own gives it new values; a scenario's part."""
    versions: dict[str, Version] = field(default_factory=dict)
    """By id, the oldest first."""

    def at(self, stage: str) -> Version | None:
        """The version with a staging label."""
        return next((v for v in self.versions.values() if stage in v.stages), None)

    def stage(self, version: Version, stages: list[str]) -> None:
        """Move labels to a version; AWSCURRENT leaves AWSPREVIOUS where it was."""
        before = self.at(CURRENT)
        for stage in stages:
            for other in self.versions.values():
                other.stages.discard(stage)
            version.stages.add(stage)
        if CURRENT in stages and before is not None and before is not version:
            self.stage(before, [PREVIOUS])


@dataclass(slots=True)
class SecretsState:
    """The secrets of one account in one Region."""

    secrets: dict[str, Secret] = field(default_factory=dict)
    """By name."""


def arn_of(call: Call, name: str) -> str:
    """The ARN of a new secret: its name, a hyphen and six characters."""
    digest = hashlib.sha256(f"{call.account}/{call.region}/{name}".encode()).digest()
    letters = base64.b32encode(digest).decode()[:6]
    return f"arn:aws:secretsmanager:{call.region}:{call.account}:secret:{name}-{letters}"


def find(call: Call, secret_id: str) -> Secret:
    """The secret of that name or ARN; an ARN may lack the six characters.

    :raises AwsError: ResourceNotFoundException.
    """
    known = call.world.state(SecretsState, call.account, call.region).secrets
    for secret in known.values():
        if secret_id in (secret.name, secret.arn, secret.arn[:-7]):
            return secret
    text = "Secrets Manager can't find the specified secret."
    raise AwsError("ResourceNotFoundException", text)
