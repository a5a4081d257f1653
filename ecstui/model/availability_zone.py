"""An Availability Zone by both of its names.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class AvailabilityZone:
    """A zone. The same name may mean another zone in another account; the id does not."""

    zone_name: str
    zone_id: str | None = None
    state: str | None = None
    """available, information, impaired, unavailable or constrained."""
    zone_type: str | None = None
    """availability-zone, local-zone or wavelength-zone."""
