"""Whether a task is protected from being stopped when its service scales in.

Shapes and meanings: Amazon ECS API Reference, GetTaskProtection.
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE


@dataclass(frozen=True, slots=True, config=WIRE)
class ProtectedTask:
    """What is known of the protection of one task."""

    task_arn: str
    protection_enabled: bool = False
    expiration_date: datetime | None = None
    """When it ends by itself; None if it is not protected."""
