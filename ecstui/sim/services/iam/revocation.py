"""Sessions that an inline policy cuts off: the one kind of policy that the simulator enforces.

Source: IAM user guide, "Revoke IAM role temporary security credentials": a Deny of everything to
tokens that were issued before a time. Requests that a long-term key signed have no such time.
"""

import json
from collections.abc import Iterator
from datetime import datetime

from ecstui.sim.services.iam.records import IamState
from ecstui.sim.world import Identity, World

ISSUED = "aws:TokenIssueTime"


def revoked(world: World, identity: Identity) -> bool:
    """Whether a role denies everything to a session of it as old as this one."""
    if identity.kind != "AssumedRole":
        return False
    role = identity.arn.split("/")[1]
    found = world.state(IamState, identity.account, "global").roles.get(role)
    if found is None:
        return False
    cuts = [cut for text in found.grants.inline.values() for cut in _cuts(text)]
    return any(identity.issued < cut for cut in cuts)


def _cuts(document: str) -> Iterator[float]:
    statements = json.loads(document)["Statement"]
    for each in statements if isinstance(statements, list) else [statements]:
        if each.get("Effect") != "Deny" or _one(each.get("Action")) != "*":
            continue
        before = each.get("Condition", {}).get("DateLessThan", {}).get(ISSUED)
        if before is not None:
            yield datetime.fromisoformat(_one(before)).timestamp()


def _one(value: object) -> str:
    """Where one value may be given alone or as a list of it."""
    return str(value[0] if isinstance(value, list) and len(value) == 1 else value)
