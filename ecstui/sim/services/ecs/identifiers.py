"""ARNs in the long format, identifiers derived from others, and how callers name things.

Formats: Amazon ECS Developer Guide, "Amazon Resource Names (ARNs) and IDs".
"""

import hashlib
import sys


def arn(region: str, account: str, resource: str) -> str:
    """The ARN of an ECS resource such as `task/prod-web/0123…`."""
    return f"arn:aws:ecs:{region}:{account}:{resource}"


def resource_of(name: str) -> tuple[str, ...]:
    """The parts of an ECS ARN's resource: `("task", "prod-web", "0123…")`; empty if not an ARN."""
    if not name.startswith("arn:"):
        return ()
    return tuple(name.split(":", 5)[-1].split("/"))


def last_part(name: str) -> str:
    """The short name in an ARN, or the name itself."""
    return name.rsplit("/", 1)[-1]


def derived(identifier: str, label: str, length: int) -> str:
    """`length` hexadecimal digits that follow from `identifier`, so that nobody need store them."""
    return hashlib.sha256(f"{identifier}:{label}".encode()).hexdigest()[:length]


def derived_uuid(identifier: str, label: str) -> str:
    """A UUID that follows from `identifier`."""
    text = derived(identifier, label, 32)
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def number(hexadecimal: str, digits: int = 19) -> str:
    """A decimal number of exactly `digits` digits, from hexadecimal ones."""
    first = 10 ** (digits - 1)
    return str(first + int(hexadecimal, 16) % (9 * first))


def shared(text: str) -> str:
    """The one copy of a string that thousands of records repeat."""
    return sys.intern(text)
