"""Everybody in an account with their policies.

Shapes and meanings: AWS IAM API Reference (API version 2010-05-08), GetAccountAuthorizationDetails.
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.policy_document import PolicyDocument


@dataclass(frozen=True, slots=True, config=PASCAL)
class AttachedPolicy:
    """A managed policy, by name and ARN."""

    policy_name: str
    policy_arn: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class PolicyDetail:
    """A policy inside a user, a group or a role."""

    policy_name: str
    policy_document: PolicyDocument


@dataclass(frozen=True, slots=True, config=PASCAL)
class UserDetail:
    """A user with groups and policies."""

    user_name: str
    arn: str
    user_policy_list: tuple[PolicyDetail, ...] = ()
    group_list: tuple[str, ...] = ()
    attached_managed_policies: tuple[AttachedPolicy, ...] = ()

    @property
    def name(self) -> str:
        """The name, without the path."""
        return self.user_name

    @property
    def inline(self) -> tuple[PolicyDetail, ...]:
        """The policies inside it."""
        return self.user_policy_list


@dataclass(frozen=True, slots=True, config=PASCAL)
class GroupDetail:
    """A group with its policies; its members are known by the users."""

    group_name: str
    arn: str
    create_date: datetime
    group_policy_list: tuple[PolicyDetail, ...] = ()
    attached_managed_policies: tuple[AttachedPolicy, ...] = ()

    @property
    def name(self) -> str:
        """The name, without the path."""
        return self.group_name

    @property
    def inline(self) -> tuple[PolicyDetail, ...]:
        """The policies inside it."""
        return self.group_policy_list


@dataclass(frozen=True, slots=True, config=PASCAL)
class RoleLastUsed:
    """The last use of a role within 400 days; both None if there was none, or none is known."""

    last_used_date: datetime | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class InstanceProfile:
    """What hands a role to the instances of Amazon EC2."""

    instance_profile_name: str
    arn: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class RoleDetail:
    """A role with who may assume it, its policies, and when it was used last."""

    role_name: str
    arn: str
    create_date: datetime
    assume_role_policy_document: PolicyDocument
    path: str = "/"
    role_policy_list: tuple[PolicyDetail, ...] = ()
    attached_managed_policies: tuple[AttachedPolicy, ...] = ()
    instance_profile_list: tuple[InstanceProfile, ...] = ()
    role_last_used: RoleLastUsed | None = None

    @property
    def name(self) -> str:
        """The name, without the path."""
        return self.role_name

    @property
    def inline(self) -> tuple[PolicyDetail, ...]:
        """The policies inside it."""
        return self.role_policy_list


@dataclass(frozen=True, slots=True, config=PASCAL)
class PolicyVersion:
    """One version of a managed policy."""

    document: PolicyDocument
    version_id: str
    is_default_version: bool = False
    """Whether it is the one that counts."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class ManagedPolicyDetail:
    """A managed policy with its versions."""

    policy_name: str
    arn: str
    update_date: datetime | None = None
    attachment_count: int = 0
    policy_version_list: tuple[PolicyVersion, ...] = ()

    @property
    def document(self) -> str:
        """The version that counts, JSON; empty if it was not given."""
        counts = (each.document for each in self.policy_version_list if each.is_default_version)
        return next(counts, "")


@dataclass(frozen=True, slots=True, config=PASCAL)
class AuthorizationDetails:
    """Users, groups, roles, and the managed policies that are the customer's or attached."""

    users: tuple[UserDetail, ...] = ()
    groups: tuple[GroupDetail, ...] = ()
    roles: tuple[RoleDetail, ...] = ()
    policies: tuple[ManagedPolicyDetail, ...] = ()
