"""What changes, field by field, as it may be written down: of what is hidden, that it changes.

No digest stands for a hidden value: whoever has the journal and a dictionary could find it out.
"""

import re
from collections.abc import Mapping
from typing import Any

from ecstui.journal.redaction import redacted
from ecstui.journal.secrets import WITHHELD, is_harmless_command, is_secret_name

HIDDEN, CHANGED = "hidden", "changed, hidden"
WORDS = frozenset({"", "not set", "a value", "another value", HIDDEN, CHANGED})
"""What stands for a value in a plan already, or for none: nothing that anybody keeps secret."""
_ACCESS_KEYS = re.compile(r"access keys|access key A[A-Z]{3}[A-Z0-9]{12,124}")
"""Fields that hold how many keys there are, or the status of one."""
_STATES = re.compile(r"\d|Active|Inactive|Expired|deleted")
_COMMAND = re.compile(r"(?:\A|.*\s)(?:command|entry point)")
"""Fields that hold a command, as `container app command`, `container app health check command`."""
_MASKED = re.compile(r"(?<!\S)(?:--?[\w.-]+[\s=]+|[A-Za-z_]\w*=)?•{4}(?!\S)")
"""What the plan masks already, with the option or variable whose value it is."""


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides of what changes, redacted.

    :param before: what is there now, by the name of the field.
    :param after: what is to be there then.
    """
    shown = ({n: _shown(n, v) for n, v in side.items()} for side in (before, after))
    was, becomes = shown
    for name in was.keys() & becomes.keys():
        if was[name] == becomes[name] and before[name] != after[name]:
            becomes[name] = CHANGED
    # A name may hold half a surrogate pair, which UTF-8 cannot.
    return _named(was), _named(becomes)


def _shown(name: str, value: Any) -> Any:
    if _COMMAND.fullmatch(name) and not _is_masked_well(value):
        return HIDDEN
    if not is_secret_name(name) or _is_harmless(name, value):
        return redacted(value)
    known = redacted(value, name)
    return HIDDEN if known == WITHHELD else known


def _is_masked_well(command: Any) -> bool:
    """Whether nothing in a command looks like a secret but what is masked."""
    if not isinstance(command, str):
        return command is None
    return is_harmless_command(_MASKED.sub("", command).split())


def _is_harmless(name: str, value: Any) -> bool:
    if not isinstance(value, str):
        return value is None
    if _ACCESS_KEYS.fullmatch(name) and _STATES.fullmatch(value):
        return True
    return value in WORDS


def _named(side: Mapping[str, Any]) -> dict[str, Any]:
    return {name.encode("utf-8", "replace").decode(): value for name, value in side.items()}
