"""When the user has to sign in again, as far as this machine knows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ecstui.aws.profiles import Profiles, basis

RENEWED = frozenset(
    {
        "assume-role",
        "assume-role-with-web-identity",
        "container-role",
        "custom-process",
        "iam-role",
        "login",
        "sso",
    }
)
"""Ways by which botocore gets fresh credentials by itself, in its own words: when those that are
in use run out says nothing of how long that goes on."""
SSO_CACHE = Path(".aws", "sso", "cache")
"""Where the AWS CLI and SDKs keep the tokens of IAM Identity Center, below the home directory."""


def sign_in_end(profiles: Profiles, profile: str | None, credentials: Any) -> datetime | None:
    """When the sign-in behind `credentials` ends.

    Of credentials that nothing renews, when they run out. Of a sign-in to IAM Identity Center,
    when its token does, unless the token renews itself too. None where that is not known, as of a
    role of the machine, and where there is no end, as of a long-lived key. Blocks: it may read a
    file.
    """
    if credentials.method in RENEWED:
        return _token_end(basis(profiles, profile))
    expiry = getattr(credentials, "_expiry_time", None)
    return expiry if isinstance(expiry, datetime) else None


def _token_end(settings: Mapping[str, Any]) -> datetime | None:
    name = settings.get("sso_session") or settings.get("sso_start_url")
    if not isinstance(name, str):
        return None
    file = Path.home() / SSO_CACHE / f"{hashlib.sha1(name.encode()).hexdigest()}.json"
    try:
        token = json.loads(file.read_bytes())
        if "refreshToken" in token:
            return None
        end = datetime.fromisoformat(token["expiresAt"].replace("UTC", "Z"))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # not a token as we know it
        return None
    return end if end.tzinfo else end.replace(tzinfo=UTC)
