"""What a role is to ECS, by who may assume it and what it may do, and how it stands.

Source: Amazon ECS Developer Guide, "Best practices for IAM roles in Amazon ECS": task and task
execution role trust ecs-tasks.amazonaws.com; the infrastructure role ecs.amazonaws.com; the
instance role ec2.amazonaws.com, with an instance profile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ecstui.analysis.identity.documents import allows_everything, listed, statements, trusted
from ecstui.analysis.identity.holders import of_owner
from ecstui.analysis.verdict import Level, Verdict
from ecstui.model.authorization_details import RoleDetail

IDLE = timedelta(days=90)


class RoleUse(StrEnum):
    """What ECS uses a role for."""

    TASK = "task"
    EXECUTION = "execution"
    INSTANCE = "instance"
    INFRASTRUCTURE = "infrastructure"
    LINKED = "service-linked"
    SCALING = "scaling"
    SCHEDULE = "schedule"
    NONE = ""


SERVICES = {
    "ecs.amazonaws.com": RoleUse.INFRASTRUCTURE,
    "ecs.application-autoscaling.amazonaws.com": RoleUse.SCALING,
    "application-autoscaling.amazonaws.com": RoleUse.SCALING,
    "events.amazonaws.com": RoleUse.SCHEDULE,
    "scheduler.amazonaws.com": RoleUse.SCHEDULE,
}
TASKS, EC2 = "ecs-tasks.amazonaws.com", "ec2.amazonaws.com"
PULL = "ecr:GetAuthorizationToken"
"""What a role needs by which images are pulled for a task."""
REGISTER = "ecs:RegisterContainerInstance"
LINKED_PATH = "/aws-service-role/"


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A role.

    :param trusts: who may assume it.
    :param mighty: whether it may do everything.
    """

    role: RoleDetail
    use: RoleUse
    trusts: tuple[str, ...]
    mighty: bool

    @property
    def used_at(self) -> datetime | None:
        """When it was used last; None if it was not within 400 days."""
        last = self.role.role_last_used
        return last.last_used_date if last is not None else None


def role_facts(role: RoleDetail, documents: Mapping[str, str]) -> RoleFacts:
    """A role, with what is thought of it.

    :param documents: of managed policies, by ARN.
    """
    trusts = trusted(role.assume_role_policy_document)
    texts = [policy.document for policy in of_owner(role, documents)]
    mighty = any(allows_everything(text) for text in texts)
    actions = {action for text in texts for action in _allowed(text)}
    return RoleFacts(role, _use(role, trusts, actions), trusts, mighty)


def judge_role(facts: RoleFacts, now: datetime) -> Verdict:
    """OPEN, ADMIN, IDLE or OK."""
    if "*" in facts.trusts:
        return Verdict("OPEN", Level.RED, ("anybody may assume it, but for its conditions",))
    if facts.mighty and facts.use in (RoleUse.TASK, RoleUse.EXECUTION, RoleUse.INSTANCE):
        return Verdict(
            "ADMIN", Level.RED, (f"a role of {_what(facts.use)} that may do everything",)
        )
    since = facts.used_at or facts.role.create_date
    if facts.use is not RoleUse.LINKED and now - since >= IDLE:
        used = ("last used ", since, " ago") if facts.used_at else ("not used within 400 days",)
        return Verdict("IDLE", Level.AMBER, used)
    if facts.used_at is None:
        return Verdict("OK", Level.QUIET, ("no use is known",))
    return Verdict("OK", Level.GOOD, ("last used ", facts.used_at, " ago"))


def _what(use: RoleUse) -> str:
    return "container instances" if use is RoleUse.INSTANCE else "tasks"


def _use(role: RoleDetail, trusts: tuple[str, ...], actions: set[str]) -> RoleUse:
    if TASKS in trusts:
        return RoleUse.EXECUTION if PULL in actions else RoleUse.TASK
    if EC2 in trusts:
        return RoleUse.INSTANCE if REGISTER in actions else RoleUse.NONE
    found = next((SERVICES[name] for name in trusts if name in SERVICES), RoleUse.NONE)
    if found is RoleUse.INFRASTRUCTURE and role.path.startswith(LINKED_PATH):
        return RoleUse.LINKED
    return found


def _allowed(document: str) -> set[str]:
    return {
        action
        for statement in statements(document)
        if statement.get("Effect") == "Allow" and "Action" in statement
        for action in listed(statement["Action"])
    }
