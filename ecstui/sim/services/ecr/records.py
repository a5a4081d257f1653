"""What the registry remembers: repositories and what was pushed to their tags."""

from __future__ import annotations

from dataclasses import dataclass, field

MULTI_ARCH = ("linux/amd64", "linux/arm64")


@dataclass(slots=True, eq=False)
class Image:
    """A tag and what is behind it; pushing something else moves the tag."""

    tag: str
    pushed_at: list[float]
    """When each push happened, oldest first."""
    platforms: tuple[str, ...] = ()
    """`os/architecture` of an image index; empty for one plain image."""
    archived_at: float | None = None


@dataclass(slots=True, eq=False)
class Repository:
    """A repository of one account and Region."""

    name: str
    arn: str
    uri: str
    created_at: float
    mutability: str = "MUTABLE"
    images: dict[str, Image] = field(default_factory=dict)
    """By tag."""


@dataclass(slots=True)
class EcrState:
    """The registry of one account in one Region."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    """By name."""
