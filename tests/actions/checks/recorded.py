"""What the console has sent, as the simulated AWS recorded it."""

import json
from typing import Any

from ecstui.sim.services.cloudtrail.history import history
from ecstui.sim.world import World
from tests.world import ACCOUNT, REGION


def sent(world: World, operation: str) -> list[dict[str, Any]]:
    """The parameters of each of its calls of an operation, the oldest first."""
    events = [json.loads(event.document) for event in history(world, ACCOUNT, REGION).events]
    return [
        event["requestParameters"]
        for event in events
        if event["eventName"] == operation and "ecstui" in event["userAgent"]
    ]
