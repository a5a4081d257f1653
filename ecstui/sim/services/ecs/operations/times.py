"""Times in requests."""

from datetime import datetime


def seconds(value: float | datetime) -> float:
    """Seconds since the epoch of a timestamp as a request holds it."""
    return value.timestamp() if isinstance(value, datetime) else float(value)
