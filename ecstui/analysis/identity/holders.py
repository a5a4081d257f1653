"""Every policy of an account with who has it, and everything that somebody has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecstui.model.authorization_details import (
    AuthorizationDetails,
    GroupDetail,
    RoleDetail,
    UserDetail,
)

Owner = UserDetail | GroupDetail | RoleDetail
AWS = "arn:aws:iam::aws:"
KINDS: dict[type[Owner], str] = {UserDetail: "user", GroupDetail: "group", RoleDetail: "role"}


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy, managed or inside somebody.

    :param key: the ARN, or the ARN of whom it is inside, a slash and its name.
    :param kind: `AWS`, `own` or `inline`.
    :param holders: who has it, as `user/alice`; a group's members have it too.
    """

    key: str
    name: str
    kind: str
    document: str
    holders: tuple[str, ...] = ()


def policies(details: AuthorizationDetails) -> Iterator[Policy]:
    """Every policy: managed ones first, then those inside users, groups and roles."""
    owners = _owners(details)
    having: dict[str, list[str]] = {}
    for owner in owners:
        for attached in owner.attached_managed_policies:
            having.setdefault(attached.policy_arn, []).append(called(owner))
    for each in details.policies:
        holders = tuple(having.get(each.arn, ()))
        yield Policy(each.arn, each.policy_name, _kind(each.arn), each.document, holders)
    for owner in owners:
        yield from _inside(owner)


def of_owner(owner: Owner, documents: Mapping[str, str]) -> list[Policy]:
    """What somebody has directly, managed and inside.

    :param documents: of managed policies, by ARN; see `managed`.
    """
    attached = []
    for it in owner.attached_managed_policies:
        arn, text = it.policy_arn, documents.get(it.policy_arn, "")
        attached.append(Policy(arn, it.policy_name, _kind(arn), text, (called(owner),)))
    return [*attached, *_inside(owner)]


def managed(details: AuthorizationDetails) -> dict[str, str]:
    """The documents of the managed policies, by ARN."""
    return {each.arn: each.document for each in details.policies}


def _inside(owner: Owner) -> Iterator[Policy]:
    for inner in owner.inline:
        key, text = f"{owner.arn}/{inner.policy_name}", inner.policy_document
        yield Policy(key, inner.policy_name, "inline", text, (called(owner),))


def _kind(arn: str) -> str:
    return "AWS" if arn.startswith(AWS) else "own"


def members(details: AuthorizationDetails, group: str) -> tuple[str, ...]:
    """The users in a group."""
    return tuple(user.user_name for user in details.users if group in user.group_list)


def called(owner: Owner) -> str:
    """`user/alice`, `group/admins`, `role/web-task`."""
    return f"{KINDS[type(owner)]}/{owner.name}"


def _owners(details: AuthorizationDetails) -> list[Owner]:
    return [*details.users, *details.groups, *details.roles]
