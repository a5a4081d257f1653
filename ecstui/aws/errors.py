"""What can go wrong between this console and AWS, in words for a person.

AwsFailure
├── Denied        IAM refuses an action            -> ask for the permission
├── Throttled     too many calls in the account    -> wait, it retries by itself
├── Expired       the sign-in has run out          -> sign in again
├── NotFound      the thing asked for is gone      -> choose another
├── Unreachable   no AWS answer                    -> network, proxy, or AWS's side
└── Rejected      anything else, with the reason   -> usually a setting to correct

Forbidden         this console tried what is not on its own list: a bug, never caught as above
"""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
_TOKEN = re.compile(r"(?<![\w/+-])(?:[A-Za-z0-9/+_=-]{80,}|[A-Za-z0-9/+]{40})(?![\w/+-])")


def tidy(text: str, limit: int = 500) -> str:
    """Text from outside, fit for a screen and a bug report.

    Control and direction characters become spaces, whatever looks like a secret key or a session
    token becomes `…`, and the length is limited to `limit` characters.
    """
    plain = " ".join(_CONTROL.sub(" ", text).split())
    plain = _TOKEN.sub(lambda match: "…" if _looks_secret(match[0]) else match[0], plain)
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def _looks_secret(run: str) -> bool:
    kinds = (str.isupper, str.islower, str.isdigit)
    return all(any(kind(character) for character in run) for kind in kinds)


class AwsFailure(Exception):
    """A call that did not succeed; `sentence` says what happened and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = tidy(sentence)
        super().__init__(self.sentence)


class Denied(AwsFailure):
    """IAM refuses; `action` is the IAM action that is missing, e.g. `ecs:ListServices`."""

    def __init__(self, action: str, sentence: str | None = None) -> None:
        self.action = tidy(action)
        super().__init__(
            sentence
            or f"IAM does not allow {action}. `ecstui iam-policy` prints the policy to ask for."
        )


class Throttled(AwsFailure):
    """AWS refuses for the number of calls; `retry_after` is in seconds."""

    def __init__(self, retry_after: float, sentence: str | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(
            sentence
            or "AWS limits the calls of this account and Region, from whatever tool they come."
        )


class Expired(AwsFailure):
    """The credentials have run out; `login` is the command that renews them, or empty."""

    def __init__(self, login: str, sentence: str | None = None) -> None:
        self.login = tidy(login)
        super().__init__(sentence or f"Your sign-in has expired. Sign in again: {login}")


class NotFound(AwsFailure):
    """What was asked for does not exist, or no longer."""


class Unreachable(AwsFailure):
    """No answer from AWS, or none that can be read.

    :param transient: whether an immediate second attempt may well succeed.
    """

    def __init__(self, sentence: str, *, transient: bool = False) -> None:
        self.transient = transient
        super().__init__(sentence)


class Rejected(AwsFailure):
    """AWS, or the AWS settings of this machine, do not accept the request; `why` is the reason."""

    def __init__(self, why: str) -> None:
        self.why = tidy(why)
        super().__init__(why)


class Forbidden(Exception):
    """The console's own guard refused an operation that is not on its list.

    It derives from neither `AwsFailure` nor botocore's errors, so that no handler of those can
    take it for a refusal by AWS.
    """
