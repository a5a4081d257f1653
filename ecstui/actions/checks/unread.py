"""A check that could not be made."""

from ecstui.actions.plan import Preflight, Result
from ecstui.aws.errors import AwsFailure, Denied


def unread(name: str, failure: AwsFailure) -> Preflight:
    """That AWS did not say what the check needs, with the IAM action if that is why."""
    why = f"IAM does not allow {failure.action}" if isinstance(failure, Denied) else str(failure)
    return Preflight(name, Result.UNKNOWN, f"not checked: {why.rstrip('.')}")
