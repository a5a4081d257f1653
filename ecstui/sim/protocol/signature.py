"""Who signed a request, and for which service and Region.

The form of the `Authorization` header is checked. The signature itself is verified where the secret
is known, which is that of a key that was made by CreateAccessKey. Presigned URLs are refused:
nothing that ecstui does needs them.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ecstui.sim.world import Identity, World

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256\s+"
    r"Credential=(?P<key>[^/\s,]+)/(?P<date>\d{8})/(?P<region>[a-z0-9-]+)"
    r"/(?P<service>[a-z0-9-]+)/aws4_request,\s*"
    r"SignedHeaders=(?P<headers>[a-z0-9;-]+),\s*Signature=(?P<signature>[0-9a-f]{64})"
)
_ACCOUNT = re.compile(r"[0-9]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """The credential scope of a signature: whose key, in which Region, for which service."""

    access_key_id: str
    region: str
    signing_name: str
    date: str
    """YYYYMMDD."""
    headers: tuple[str, ...]
    """The names of those that are signed."""
    signature: str


def scope(authorization: str) -> Scope | None:
    """The credential scope of an `Authorization` header, or None if it is not in AWS's form."""
    found = _AUTHORIZATION.fullmatch(authorization.strip())
    if found is None:
        return None
    key, region, service, date = found["key"], found["region"], found["service"], found["date"]
    return Scope(key, region, service, date, tuple(found["headers"].split(";")), found["signature"])


def identify(world: World, access_key_id: str) -> Identity | None:
    """The owner of an access key: one that the world knows, or the user of a 12-digit account."""
    if access_key_id in world.identities:
        return world.identities[access_key_id]
    return user(access_key_id) if _ACCOUNT.fullmatch(access_key_id) else None


def genuine(signed: Scope, secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a POST to `/` was signed with this secret.

    Source: AWS General Reference, "Create a signed AWS API request" (Signature Version 4).
    """
    names = "".join(
        f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in signed.headers
    )
    listed = ";".join(signed.headers)
    request = f"POST\n/\n\n{names}\n{listed}\n{hashlib.sha256(body).hexdigest()}"
    place = f"{signed.date}/{signed.region}/{signed.signing_name}/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{headers.get('X-Amz-Date', '')}\n{place}\n{digest}"
    key = f"AWS4{secret}".encode()
    for step in (*place.split("/"), text):
        key = hmac.digest(key, step.encode(), "sha256")
    return hmac.compare_digest(key.hex(), signed.signature)


def user(account: str, name: str = "operator") -> Identity:
    """An IAM user of an account, with an id that follows from both."""
    digits = hashlib.sha256(f"{account}/{name}".encode()).hexdigest()[:17].upper()
    return Identity(account, f"arn:aws:iam::{account}:user/{name}", f"AIDA{digits}")
