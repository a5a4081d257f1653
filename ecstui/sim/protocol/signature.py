"""Who signed a request, and for which service and Region.

The form of the `Authorization` header is checked; the signature itself is not verified, for the
simulator knows no secrets. Presigned URLs are refused: nothing that ecstui does needs them.
"""

import hashlib
import re
from dataclasses import dataclass

from ecstui.sim.world import Identity, World

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256\s+"
    r"Credential=(?P<key>[^/\s,]+)/(?P<date>\d{8})/(?P<region>[a-z0-9-]+)"
    r"/(?P<service>[a-z0-9-]+)/aws4_request,\s*"
    r"SignedHeaders=[a-z0-9;-]+,\s*Signature=[0-9a-f]{64}"
)
_ACCOUNT = re.compile(r"[0-9]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """The credential scope of a signature: whose key, in which Region, for which service."""

    access_key_id: str
    region: str
    signing_name: str


def scope(authorization: str) -> Scope | None:
    """The credential scope of an `Authorization` header, or None if it is not in AWS's form."""
    found = _AUTHORIZATION.fullmatch(authorization.strip())
    return Scope(found["key"], found["region"], found["service"]) if found else None


def identify(world: World, access_key_id: str) -> Identity | None:
    """The owner of an access key: one that the world knows, or the user of a 12-digit account."""
    if access_key_id in world.identities:
        return world.identities[access_key_id]
    return user(access_key_id) if _ACCOUNT.fullmatch(access_key_id) else None


def user(account: str, name: str = "operator") -> Identity:
    """An IAM user of an account, with an id that follows from both."""
    digits = hashlib.sha256(f"{account}/{name}".encode()).hexdigest()[:17].upper()
    return Identity(account, f"arn:aws:iam::{account}:user/{name}", f"AIDA{digits}")
