"""When events arrive: minutes after the call, and nothing says that all are there.

Source: CloudTrail User Guide, "How CloudTrail works": "typically within an average of about 5
minutes of an API call. This time is not guaranteed."
"""

from datetime import datetime, timedelta

AVERAGE = timedelta(minutes=5)
SETTLED = timedelta(minutes=15)
"""What is so old is taken to be complete; AWS spoke of 15 minutes in earlier editions."""


def settled(now: datetime) -> datetime:
    """Until when nothing more is expected to arrive."""
    return (now - SETTLED).replace(microsecond=0)
