"""To which task definition a service can go back: the last one that a deployment brought through.

Not the revision before: that may have failed as well, or never been deployed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecstui.model.ecs import ServiceDeploymentBrief

GOING_ON = frozenset({"PENDING", "IN_PROGRESS"})
"""Statuses of a service deployment that StopServiceDeployment rolls back."""
GOING_BACK = frozenset({"STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"})
SUCCESSFUL = "SUCCESSFUL"
ROLLED_BACK = "ROLLBACK_SUCCESSFUL"
NOT_ROLLED_BACK = "ROLLBACK_FAILED"


class Way(StrEnum):
    """How the last good state is reached."""

    STOP = "stop"
    """A deployment is under way: stop it, and AWS rolls back."""
    DEPLOY = "deploy"
    """All is settled: deploy the last good task definition again."""
    THERE = "there"
    """What runs is the last good one: a failed deployment has been rolled back."""
    GOING_BACK = "going back"
    """It is being rolled back already."""
    NO_HISTORY = "no history"
    """AWS knows no service deployment."""
    NONE_GOOD = "none good"
    """No deployment of anything else was successful."""


@dataclass(frozen=True, slots=True)
class LastGood:
    """The judgement.

    :param deployment: to stop, that was the last good one, or that has failed; None if neither.
    :param task_definition: the last good one's ARN; empty if there is none.
    :param left_at: when somebody moved the service from it to what runs now, though that is older:
        perhaps it was not so good.
    :param again: the service has it, but rolling back to it has failed: it is to be deployed again.
    """

    way: Way
    deployment: ServiceDeploymentBrief | None = None
    task_definition: str = ""
    left_at: datetime | None = None
    again: bool = False


def judge(
    history: Sequence[ServiceDeploymentBrief], deploys: Mapping[str, str], current: str
) -> LastGood:
    """How to go back.

    :param history: newest first.
    :param deploys: the task definition's ARN of each service revision, by the revision's ARN;
        those that AWS does not know are not there.
    :param current: the ARN of the task definition that the service has now.
    """
    if not history:
        return LastGood(Way.NO_HISTORY)
    newest = history[0]
    good = [each for each in history if each.status == SUCCESSFUL and _of(each, deploys)]
    if newest.status in GOING_ON:
        return LastGood(Way.STOP, newest, _of(good[0], deploys) if good else "")
    if newest.status in GOING_BACK:
        return LastGood(Way.GOING_BACK, newest)
    if newest.status == ROLLED_BACK:
        return LastGood(Way.THERE, newest, current)
    failed_again = newest.status == NOT_ROLLED_BACK and _of(newest, deploys) != current
    if failed_again and good and _of(good[0], deploys) == current:
        return LastGood(Way.DEPLOY, good[0], current, again=True)
    others = (each for each in good if _of(each, deploys) != current)
    found = next(others, None)
    if found is None:
        return LastGood(Way.NONE_GOOD)
    return LastGood(Way.DEPLOY, found, _of(found, deploys), _left(found, good, deploys, current))


def _of(deployment: ServiceDeploymentBrief, deploys: Mapping[str, str]) -> str:
    return deploys.get(deployment.target_service_revision_arn or "", "")


def _left(
    found: ServiceDeploymentBrief,
    good: Sequence[ServiceDeploymentBrief],
    deploys: Mapping[str, str],
    current: str,
) -> datetime | None:
    """When what runs now was taken up again after `found`, having been there before it."""
    place = good.index(found)
    if place == 0 or all(_of(each, deploys) != current for each in good[place:]):
        return None
    return good[place - 1].created_at
