"""Command lines of a context that acts in a role: it is assumed before them.

The `aws` command takes a role from its configuration only, and would act as the profile without it.
"""

import shlex
from collections.abc import Sequence

from ecstui.actions.plan import Place

SESSION_NAME = "ecstui-cli"
_KEYS = {
    "AWS_ACCESS_KEY_ID": "AccessKeyId",
    "AWS_SECRET_ACCESS_KEY": "SecretAccessKey",
    "AWS_SESSION_TOKEN": "SessionToken",
}


def in_role(lines: Sequence[str], place: Place) -> list[str]:
    """The lines in a shell of their own that has the role, if the context has one.

    That shell ends if the role cannot be assumed, so that none of them is run without it; and
    nothing of the role is left in the shell around it.
    """
    if place.role_arn is None or not lines:
        return list(lines)
    return [
        f"( set -e  # in the role {place.role_arn}",
        f"KEYS=$({_assume_role(place, place.role_arn)})",
        'eval "$KEYS"',
        *lines,
        ")",
    ]


def _assume_role(place: Place, role_arn: str) -> str:
    """Prints what exports the role's keys."""
    options = {
        "region": place.region,
        "profile": place.profile,
        "endpoint-url": place.endpoint_url,
        "role-arn": role_arn,
        "role-session-name": SESSION_NAME,
        "query": _exports(),
        "output": "text",
    }
    said = [f"--{name} {shlex.quote(value)}" for name, value in options.items() if value]
    return " ".join(["aws sts assume-role", *said])


def _exports() -> str:
    """In JMESPath; AWS's keys have no character that a shell would take for something else."""
    pairs = (f"join('=', ['{name}', Credentials.{it}])" for name, it in _KEYS.items())
    return f"join(' ', ['export', {', '.join(pairs)}])"
