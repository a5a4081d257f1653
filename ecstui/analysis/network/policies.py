"""Whether the policy of an endpoint lets a task through, as far as that is plain to see.

An endpoint policy is a policy of IAM, and whom it lets through depends on who asks for what; only
the one that allows everything, and the bucket of ECR's layers by name, are told for certain.
"""

import json
from typing import Any

from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.model.vpc_endpoint import VpcEndpoint

LAYERS = "starport-layer-bucket"
"""In the name of the bucket from which ECR hands out layers (ECR user guide, "Amazon ECR interface
VPC endpoints")."""


def policy_hop(endpoint: VpcEndpoint) -> Hop:
    """What the policy of an endpoint says."""
    place, name = "endpoint policy", endpoint.vpc_endpoint_id
    if endpoint.policy_document is None or _allows_all(endpoint.policy_document):
        return Hop(place, name, Verdict.PASS, "it allows everything")
    if LAYERS in endpoint.policy_document and '"Deny"' not in endpoint.policy_document:
        return Hop(place, name, Verdict.PASS, "it names the bucket of ECR's layers")
    return Hop(place, name, Verdict.UNKNOWN, "it is restricted: see whether it allows this")


def _allows_all(document: str) -> bool:
    try:
        parsed = json.loads(document)
    except ValueError:
        return False
    statements = parsed.get("Statement") if isinstance(parsed, dict) else None
    if isinstance(statements, dict):
        statements = [statements]
    return isinstance(statements, list) and len(statements) == 1 and _is_open(statements[0])


def _is_open(statement: Any) -> bool:
    if not isinstance(statement, dict) or statement.get("Condition"):
        return False
    principal = statement.get("Principal")
    return (
        statement.get("Effect") == "Allow"
        and statement.get("Action") in ("*", ["*"])
        and statement.get("Resource") in ("*", ["*"])
        and principal in ("*", {"AWS": "*"})
    )
