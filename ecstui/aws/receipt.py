"""What is known of a change after it was asked for."""

from dataclasses import dataclass, field
from typing import Any

from ecstui.aws.errors import AwsFailure


@dataclass(frozen=True, slots=True)
class Receipt:
    """What AWS answered to a change that it made.

    :param status: of HTTP.
    :param request_id: as CloudTrail has it; empty if the answer has none.
    :param answer: the members of the answer, times as seconds since the epoch. It may hold secrets:
        UpdateService and RegisterTaskDefinition repeat what they were given.
    :param attempts: how often it was asked for; AWS refused all but the last for the call rate.
    """

    status: int
    request_id: str
    answer: dict[str, Any] = field(repr=False)
    attempts: int


class CallFailed(Exception):
    """A change that was not made, or of which nobody knows whether it was.

    :param failure: what happened, for a person.
    :param status: of HTTP; None without an answer.
    :param request_id: as CloudTrail has it; empty without an answer of AWS.
    :param may_have_happened: whether AWS may have done it: it was sent, and no refusal of AWS came
        back. It is for a person, or for a fresh read, to find out, never for a second attempt.
    :param attempts: how often it was tried.
    """

    def __init__(
        self,
        failure: AwsFailure,
        *,
        status: int | None,
        request_id: str,
        may_have_happened: bool,
        attempts: int,
    ) -> None:
        self.failure = failure
        self.status = status
        self.request_id = request_id
        self.may_have_happened = may_have_happened
        self.attempts = attempts
        super().__init__(failure.sentence)
