"""What Amazon ECR knows of an image.

Shapes and meanings: Amazon ECR API Reference (API version 2015-09-21).
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE


@dataclass(frozen=True, slots=True, config=WIRE)
class ImageDetail:
    """An image of a repository; what a tag leads to may change, what a digest leads to never."""

    image_digest: str
    image_tags: tuple[str, ...] = ()
    image_pushed_at: datetime | None = None
    image_status: str | None = None
    """ACTIVE, ARCHIVED or ACTIVATING: only an active one can be pulled."""
    last_recorded_pull_time: datetime | None = None
    """AWS notes it once a day at most."""
    image_manifest_media_type: str | None = None
    artifact_media_type: str | None = None
