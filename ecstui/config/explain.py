"""Every value that is in force, with its origin."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ecstui.config.flags import OF_PLACE
from ecstui.config.masking import masked
from ecstui.config.merging import given_values
from ecstui.config.settings import Settings

OF_AWS = "as AWS tools find it"
"""Instead of a value that was left to the AWS configuration."""


OF_START = (*OF_PLACE, "read_only", "production")
"""What is said of the place to begin with."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One key. `value` is fit to be shown."""

    key: str
    value: str
    origin: str


def explain(settings: Settings) -> Iterator[Explained]:
    """First what the console begins with, then every other key of the file."""
    place, origins = settings.place, settings.origins
    yield Explained("file", str(settings.file.path), settings.file.origin)
    yield Explained("context", _shown("context", settings.config.context), origins["context"])
    for field in OF_START:
        yield Explained(field, _shown(field, getattr(place, field)), place.origins[field])
    for path, value in given_values(settings.config, all_of=True):
        key = ".".join(path)
        if key in origins and key not in ("context", "read_only"):
            yield Explained(key, _shown(path[-1], value), origins[key])


def _shown(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or value == "":
        return _ABSENT.get(field, "none")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return masked(str(value))


_ABSENT = {
    "profile": OF_AWS,
    "region": OF_AWS,
    "endpoint_url": "AWS's own",
    "production": "by the patterns",
    "journal": "in the state folder",
}
