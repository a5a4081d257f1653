"""Whether the policy of an endpoint lets a task through, as far as that is plain to see.

An endpoint policy is a policy of IAM, and whom it lets through depends on who asks for what. Told
for certain are the one that allows everything, and what plain statements say of the bucket of ECR's
layers, which are fetched from URLs that ECR has signed ("Amazon ECR interface VPC endpoints", ECR
user guide; GetDownloadUrlForLayer, ECR API Reference).
"""

import json
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.model.vpc_endpoint import VpcEndpoint

GET = "s3:GetObject"
PLAIN = frozenset({"Sid", "Effect", "Principal", "Action", "Resource"})
"""Members of a statement that say all that there is to it; conditions and exceptions do not."""
ANYBODY: tuple[object, ...] = ("*", {"AWS": "*"}, {"AWS": ["*"]})


def policy_hop(endpoint: VpcEndpoint, bucket: str = "") -> Hop:
    """What the policy of an endpoint says.

    :param bucket: the ARN of the bucket of ECR's layers, if it is that from which is read.
    """
    place, name = "endpoint policy", endpoint.vpc_endpoint_id
    statements = _statements(endpoint.policy_document)
    if endpoint.policy_document is None or (len(statements) == 1 and _is_open(statements[0])):
        return Hop(place, name, Verdict.PASS, "it allows everything")
    if bucket and statements and all(map(_is_plain, statements)):
        met = [it for it in statements if _names(it, bucket)]
        if not met:
            fix = f"allow {GET} on {bucket}/* to everybody in the policy of {name}"
            return Hop(place, name, Verdict.BLOCK, "it does not name the bucket of the layers", fix)
        if any(it["Principal"] in ANYBODY for it in met):
            return Hop(place, name, Verdict.PASS, "it names the bucket of ECR's layers")
    return Hop(place, name, Verdict.UNKNOWN, "it is restricted: see whether it allows this")


def _statements(document: str | None) -> Sequence[Any]:
    """Those of a policy; none if it cannot be read."""
    try:
        parsed = json.loads(document or "")
    except ValueError:
        return ()
    found = parsed.get("Statement") if isinstance(parsed, dict) else None
    return found if isinstance(found, list) else [found]


def _is_plain(statement: Any) -> bool:
    """Whether it allows something, and does so whatever else is the case."""
    return (
        isinstance(statement, Mapping)
        and statement.get("Effect") == "Allow"
        and PLAIN >= statement.keys() >= PLAIN - {"Sid"}
    )


def _is_open(statement: Any) -> bool:
    return (
        _is_plain(statement)
        and statement["Action"] in ("*", ["*"])
        and statement["Resource"] in ("*", ["*"])
        and statement["Principal"] in ANYBODY
    )


def _names(statement: Mapping[str, Any], bucket: str) -> bool:
    """Whether it allows to read what is in a bucket, whoever asks. Actions have no case."""
    return _fits(GET.lower(), statement["Action"], lower=True) and _fits(
        f"{bucket}/layer", statement["Resource"]
    )


def _fits(wanted: str, patterns: Any, *, lower: bool = False) -> bool:
    given = patterns if isinstance(patterns, list) else [patterns]
    return any(fnmatchcase(wanted, str(it).lower() if lower else str(it)) for it in given)
