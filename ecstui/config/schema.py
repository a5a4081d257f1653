"""The keys of config.toml. What each docstring says stands in config.example.toml too."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def flat(table: Any) -> Any:
    """`a.b = 1` without quotes is a table in TOML: read it as the key "a.b"."""
    if not isinstance(table, dict):
        return table
    found: dict[str, Any] = {}
    for key, value in table.items():
        inner = flat(value) if isinstance(value, dict) else None
        found.update({key: value} if inner is None else {f"{key}.{k}": v for k, v in inner.items()})
    return found


class Table(BaseModel):
    """A table of the file. A field's `description` says what a right value is."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Globs = Annotated[tuple[str, ...], Field(strict=False)]
"""TOML has lists; ours are tuples."""


class Refresh(Table):
    """How often AWS is asked, in seconds. Fewer calls are sent if the budget does not allow it."""

    focused: float = Field(5.0, ge=2, le=300)
    """Seconds between two readings of the pane that is worked in."""
    visible: float = Field(15.0, ge=2, le=900)
    """Seconds between two readings of what is on screen besides; not less than `focused`."""
    background: float = Field(60.0, ge=5, le=3600)
    """Seconds between two readings of what is not on screen; not less than `visible`."""
    blurred: float = Field(4.0, ge=1, le=100)
    """All of these are so many times as long while the terminal is not in focus."""
    idle_after: float = Field(600.0, ge=30, le=86400)
    """Seconds without a key after which nobody is taken to be looking."""
    idle: float = Field(12.0, ge=1, le=1000)
    """And they are so many times as long while nobody is looking."""


class Budget(Table):
    """What the console may take of the account's call rates."""

    share: float = Field(0.25, ge=0.01, le=0.5)
    """The part of AWS's documented rates to take; deployments and other people need the rest."""


class Memory(Table):
    """Stopped tasks and events, kept here because AWS forgets them."""

    enabled: bool = True
    """Whether to keep them on disk; without it they are kept until the console is left."""
    keep_days: int = Field(14, ge=1, le=3650)
    """Days for which they are kept."""


class Changes(Table):
    """How the console tells of changes, and where it keeps their journal."""

    dry_run: bool = False
    """True: every change ends at its preview. `:dry` in the console ends that."""
    attention: Annotated[tuple[Literal["bell", "osc9"], ...], Field(strict=False)] = ()
    """What else tells that a change is over: "bell", "osc9" for a notice of the terminal."""
    journal: str | None = Field(None, min_length=1, description="a folder")
    """The folder of the journal; without it, one in your state folder."""


class Production(Table):
    """What counts as production, by glob patterns without regard to upper and lower case.

    They are compared with the account's id and alias, the profile, the context and the cluster.
    """

    patterns: Globs = ("*prod*", "*prd*", "*live*")
    """One name that matches one of these makes it production."""
    exempt: Globs = ("*nonprod*", "*non-prod*")
    """A name that matches one of these does not, and is not production if no other name is."""
    tags: Globs = ("env=prod*", "environment=prod*", "stage=prod*")
    """A service, task or instance with such a tag, `key=value`, is production."""


class Context(Table):
    """A place to look at, by a name of its own: `--context NAME`, or `:ctx NAME` in the console."""

    profile: str | None = Field(None, min_length=1, description="the name of an AWS profile")
    """A profile of your AWS configuration; without it, what any AWS tool would take."""
    region: str | None = Field(
        None, pattern="^[a-z0-9][a-z0-9-]*$", description="a Region such as ap-northeast-1"
    )
    """The Region; without it, what any AWS tool would take."""
    role_arn: str | None = Field(
        None,
        pattern=r"^arn:aws[a-z0-9-]*:iam::\d{12}:role/\S+$",
        description="a role's ARN such as arn:aws:iam::123456789012:role/operator",
    )
    """A role to assume with the credentials of the profile."""
    endpoint_url: str | None = Field(
        None, pattern=r"^https?://[^/\s]+\S*$", description="a URL such as https://host:port"
    )
    """Another address than AWS's own, for every service."""
    read_only: bool | None = None
    """True: never change anything here. It cannot be false where `read_only` above is true."""
    production: bool | None = None
    """Whether this is production, whatever its names are; without it, the patterns decide."""
    cluster: str | None = Field(None, min_length=1, description="a cluster's name or ARN")
    """Name or ARN of the cluster to begin with."""


class Config(Table):
    """All of config.toml; every key may be left out."""

    context: str | None = Field(None, min_length=1, description="the name of a [contexts.NAME]")
    """The context to begin with, one of those below; without it, what any AWS tool would take."""
    read_only: bool = False
    """True: never change anything, in no context. No flag and no context can undo it."""
    theme: Literal["dark", "light", "high-contrast"] = "dark"
    """The colours: dark, light or high-contrast. NO_COLOR in the environment removes them all."""
    refresh: Refresh = Refresh()
    budget: Budget = Budget()
    memory: Memory = Memory()
    changes: Changes = Changes()
    production: Production = Production()
    keymap: Annotated[dict[str, str], BeforeValidator(flat)] = Field(default_factory=dict)
    """Other keys, with commas between them, for a binding's id; `?` shows what is bound."""
    contexts: dict[str, Context] = Field(default_factory=dict)
