"""What the fields of the form are called.

The name of a container has letters, digits, hyphens and underscores only, so that the screen can
call a widget by the name of its field.
"""

from collections.abc import Mapping
from typing import Any

REVISION, CPU, MEMORY, JSON = "revision", "cpu", "memory", "json"

Body = dict[str, Any]
"""A task definition as RegisterTaskDefinition takes it. It holds values: never show it."""


def image_of(container: str) -> str:
    """The field of a container's image."""
    return f"image-{container}"


def environment_of(container: str) -> str:
    """The field with lines that set and remove environment variables of a container."""
    return f"environment-{container}"


def secrets_of(container: str) -> str:
    """The field with lines that set and remove secrets of a container."""
    return f"secrets-{container}"


def containers_in(body: Mapping[str, Any]) -> list[Body]:
    """The containers of a task definition."""
    found: list[Body] = body["containerDefinitions"]
    return found


def unknown(inputs: Mapping[str, str], body: Mapping[str, Any]) -> tuple[str, ...]:
    """The inputs that are no field of that task definition's form."""
    names = [str(container["name"]) for container in containers_in(body)]
    of_each = [f(name) for name in names for f in (image_of, environment_of, secrets_of)]
    return tuple(name for name in inputs if name not in {REVISION, CPU, MEMORY, JSON, *of_each})
