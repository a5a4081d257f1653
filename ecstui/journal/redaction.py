"""Records as JSON values, without environment values and secrets.

The journal is meant to be kept and passed on: whatever the caller hands over, in doubt it is not
written down.
"""

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ecstui.journal.secrets import (
    WITHHELD,
    is_harmless_command,
    is_identifier,
    is_secret_name,
    without_secrets,
)

COMMANDS = frozenset({"command", "entrypoint", "arguments", "args"})
LABELS = ("name", "key")
"""Members that say what the `value` next to them is."""


def redacted(value: Any, member: str = "") -> Any:
    """A JSON value as it may be written down.

    :param value: JSON, or a dataclass, a mapping, a sequence or a time; of anything else, only
        that there is something.
    :param member: the name under which it was found.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {f.name: redacted(getattr(value, f.name), f.name) for f in fields}
    if isinstance(value, Mapping):
        return _object({_text(str(k)): v for k, v in value.items()}, member)
    if isinstance(value, str):
        return _string(_text(value), member)
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return _array(list(value), member)
    return _scalar(value, member)


def at_text(at: datetime) -> str:
    """A time, always as long: `2026-01-01T00:00:00.000000Z`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _object(value: dict[str, Any], member: str) -> Any:
    if is_secret_name(member):
        return dict.fromkeys(value, WITHHELD)
    label = next((k for k, v in value.items() if k.lower() in LABELS and isinstance(v, str)), "")
    secret = bool(label) and is_secret_name(value[label])
    shown = {}
    for key, inner in value.items():
        about = value[label] if secret and key.lower() == "value" else key
        shown[key] = redacted(inner, "" if key == label else about)
    return shown


def _array(value: list[Any], member: str) -> Any:
    if is_secret_name(member):
        return [_named(item) for item in value]
    if member.lower() in COMMANDS and not is_harmless_command([str(item) for item in value]):
        return [WITHHELD]
    return [redacted(item, member) for item in value]


def _named(item: Any) -> Any:
    """One of several secrets or environment variables: its name, if it has one."""
    if not isinstance(item, Mapping):
        return WITHHELD
    return {
        _text(str(k)): _name(v) if str(k).lower() == "name" else WITHHELD for k, v in item.items()
    }


def _name(value: Any) -> str:
    return without_secrets(_text(value)) if isinstance(value, str) else WITHHELD


def _string(value: str, member: str) -> str:
    if is_secret_name(member):
        return value if is_identifier(member, value) else WITHHELD
    if member.lower() in COMMANDS and not is_harmless_command(value.split()):
        return WITHHELD
    return _embedded(value) if value.lstrip()[:1] in {"{", "["} else without_secrets(value)


def _embedded(value: str) -> str:
    """JSON in a text is looked through too."""
    try:
        return canonical(redacted(json.loads(value)))
    except (ValueError, RecursionError):  # It is none.
        return without_secrets(value)


def _scalar(value: Any, member: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime) and not is_secret_name(member):
        return at_text(value)
    number = isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))
    return value if number and not is_secret_name(member) else WITHHELD


def _text(value: str) -> str:
    """Text that UTF-8 can hold: half a surrogate pair, as in odd file names, becomes a sign."""
    return value.encode("utf-8", "replace").decode("utf-8")


def canonical(value: Any) -> str:
    """The one way to write a JSON value: sorted, without spaces, not escaped."""
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
