"""The confirm ladder: how much has to be typed before a plan is carried out."""

from dataclasses import dataclass
from enum import IntEnum

from ecstui.actions.plan import Plan

YES = "yes"


class Risk(IntEnum):
    """The rungs."""

    L1 = 1
    """Not production, one target, and there is a way back: type `yes`."""
    L2 = 2
    """Production, or several targets: type the target's name, or how many there are."""
    L3 = 3
    """It cannot be undone, or goes to zero: type account/target, and a reason."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was typed."""

    typed: str
    reason: str = ""


def risk(plan: Plan) -> Risk:
    """The rung; production that nobody has ruled out counts as production."""
    if any(step.grave for step in plan.steps):
        return Risk.L3
    return Risk.L1 if plan.production is False and len(plan.steps) == 1 else Risk.L2


def phrase(plan: Plan) -> str:
    """What has to be typed."""
    several = len(plan.steps) > 1
    name = str(len(plan.steps)) if several else plan.steps[0].target.name
    match risk(plan):
        case Risk.L1:
            return YES
        case Risk.L2:
            return name
    return f"{plan.place.name}/{name}"


def needs_reason(plan: Plan) -> bool:
    """Whether a reason has to be typed too; it is recorded."""
    return risk(plan) is Risk.L3


def accepts(plan: Plan, confirmation: Confirmation) -> bool:
    """Whether what was typed is exactly what has to be."""
    if needs_reason(plan) and not confirmation.reason.strip():
        return False
    return confirmation.typed == phrase(plan)
