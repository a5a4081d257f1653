"""What is in force, and who said so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecstui.config.environment import Said
from ecstui.config.file import ConfigFile
from ecstui.config.schema import Config

DEFAULT = "default"
"""The origin of a value that nobody gave."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place to look at, as the layers together describe it."""

    name: str
    """Of the context, or else the profile, or `default`."""
    context: str | None = None
    """The context of the file that it is, if it is one."""
    profile: str | None = None
    region: str | None = None
    role_arn: str | None = None
    endpoint_url: str | None = None
    cluster: str = ""
    read_only: bool = False
    production: bool | None = None
    """What the context says of itself; None leaves it to the patterns."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Who said so, by the name of each of the above."""

    def is_left_to_aws(self, name: str) -> bool:
        """Whether the value is one that AWS clients read from the environment by themselves.

        They go on to other variables from there: an access key outranks AWS_PROFILE, but not a
        profile that is named to them.
        """
        return self.origins.get(name, "").startswith("AWS_")


@dataclass(frozen=True, slots=True)
class Settings:
    """All layers together."""

    file: ConfigFile
    config: Config
    """The file's values, with those of the environment and the flags laid over them."""
    origins: Mapping[str, str]
    """Who gave each value of `config`, by its key with dots: `ECSTUI_THEME`, `default`, …"""
    aws: Mapping[str, Said]
    """What AWS tools would read from the environment: `profile`, `region`, `endpoint_url`."""
    place: Place
    """Where to begin."""
