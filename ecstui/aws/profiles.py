"""What the user's AWS configuration says about signing in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.aws.errors import Rejected
from ecstui.nearest import those_like

Profiles = Mapping[str, Mapping[str, Any]]
"""The settings of each profile of the config and credentials files, by the profile's name."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How the credentials in use came about.

    :param temporary: whether they come with a session token and so run out.
    :param login: the command that renews them; empty where no command does.
    :param advice: what to do when they have run out, a sentence.
    """

    temporary: bool
    login: str
    advice: str


def sign_in(profiles: Profiles, profile: str | None, method: str, temporary: bool) -> SignIn:
    """How to renew credentials.

    :param method: botocore's word for where they came from (`sso`, `env`, …), or `none`.
    """
    name, settings = _chain(profiles, profile or "default")[-1]
    option = f" --profile {name}" if name != "default" else ""
    if method == "env":
        return SignIn(temporary, "", _ENVIRONMENT)
    if "sso_session" in settings or "sso_start_url" in settings:
        return _by_command(temporary, f"aws sso login{option}")
    if "login_session" in settings:
        return _by_command(temporary, f"aws login{option}")
    if "credential_process" in settings:
        return SignIn(temporary, "", f"Sign in with the credential_process of profile {name}")
    if method in ("iam-role", "container-role"):
        return SignIn(temporary, "", _MACHINE)
    return _by_command(temporary, f"aws configure{' sso' if method == 'none' else ''}{option}")


_ENVIRONMENT = "Set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and start again"
_MACHINE = "They come from the role of this machine and should renew themselves: look at that role"


def _by_command(temporary: bool, command: str) -> SignIn:
    return SignIn(temporary, command, f"Sign in again: {command}")


def check_profile(profiles: Profiles, profile: str | None) -> None:
    """Find out early that signing in cannot work.

    :raises Rejected: there is no such profile, or it needs an MFA code, for which botocore would
        prompt on the terminal that the screen owns.
    """
    if profile is not None and profile not in profiles:
        how = "`aws configure list-profiles` shows all" if profiles else _NO_PROFILE
        like = those_like(profile, sorted(profiles))
        raise Rejected(f"There is no AWS profile {profile}{like}: {how}")
    for name, settings in _chain(profiles, profile or "default"):
        if "mfa_serial" in settings and "role_arn" in settings:
            raise Rejected(_MFA.format(name=name))


_NO_PROFILE = "there is none at all, `aws configure sso` makes one"
_MFA = (
    "Profile {name} needs an MFA code, which cannot be entered here. Sign in first: "
    'eval "$(aws configure export-credentials --profile {name} --format env)", '
    "then start without --profile"
)


def basis(profiles: Profiles, profile: str | None) -> Mapping[str, Any]:
    """The settings of the profile with which a person signs in for `profile`."""
    return _chain(profiles, profile or "default")[-1][1]


def _chain(profiles: Profiles, name: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The profile and those it gets its credentials from; the last is where a person signs in."""
    chain: dict[str, Mapping[str, Any]] = {}
    while name not in chain:
        chain[name] = profiles.get(name, {})
        name = chain[name].get("source_profile", name)
    return list(chain.items())
