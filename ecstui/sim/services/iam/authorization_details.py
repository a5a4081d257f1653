"""GetAccountAuthorizationDetails: everybody in the account with their policies.

Of AWS's own policies those are given that are attached to somebody.
"""

from collections.abc import Iterator

from ecstui.sim.call import Body, Call
from ecstui.sim.services.iam.inline import attached, encoded
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import Group, IamState, Policy, Role, User
from ecstui.sim.services.iam.roles import render

LISTS = {
    "User": "UserDetailList",
    "Group": "GroupDetailList",
    "Role": "RoleDetailList",
    "LocalManagedPolicy": "Policies",
    "AWSManagedPolicy": "Policies",
}
"""What can be asked for, and where it is given."""


def get_account_authorization_details(call: Call, body: Body) -> Body:
    """A page of it; `MaxItems` counts users, groups, roles and policies together.

    :raises AwsError: ValidationError, for a Marker that was not handed out.
    """
    state = call.world.state(IamState, call.account, "global")
    wanted = body.get("Filter") or list(LISTS)
    details = [(kind, detail) for kind, detail in _all(state) if kind in wanted]
    answer = page(body, "all", details)
    found = answer.pop("all")
    lists: dict[str, list[Body]] = {name: [] for name in LISTS.values()}
    for kind, detail in found:
        lists[LISTS[kind]].append(detail)
    return {**answer, **lists}


def _all(state: IamState) -> Iterator[tuple[str, Body]]:
    for user in state.users.values():
        yield "User", _user(user)
    for group in state.groups.values():
        yield "Group", _group(group)
    for role in state.roles.values():
        yield "Role", _role(role)
    for policy in state.policies.values():
        count = sum(policy.arn in each.grants.attached for each in state.everybody())
        if not policy.of_aws:
            yield "LocalManagedPolicy", _policy(policy, count)
        elif count:
            yield "AWSManagedPolicy", _policy(policy, count)


def _inline(owner: User | Group | Role) -> list[Body]:
    return [
        {"PolicyName": name, "PolicyDocument": encoded(text)}
        for name, text in sorted(owner.grants.inline.items())
    ]


def _user(user: User) -> Body:
    return {
        "Path": user.path,
        "UserName": user.name,
        "UserId": user.id,
        "Arn": user.arn,
        "CreateDate": int(user.created_at),
        "UserPolicyList": _inline(user),
        "GroupList": list(user.groups),
        "AttachedManagedPolicies": attached(user),
    }


def _group(group: Group) -> Body:
    return {
        "Path": group.path,
        "GroupName": group.name,
        "GroupId": group.id,
        "Arn": group.arn,
        "CreateDate": int(group.created_at),
        "GroupPolicyList": _inline(group),
        "AttachedManagedPolicies": attached(group),
    }


def _role(role: Role) -> Body:
    profile = {
        "Path": "/",
        "InstanceProfileName": role.profile,
        "InstanceProfileId": role.id.replace("AROA", "AIPA"),
        "Arn": role.arn.replace(f":role{role.path}", ":instance-profile/"),
        "CreateDate": int(role.created_at),
        "Roles": [],
    }
    return {
        **render(role),
        "InstanceProfileList": [profile] if role.profile else [],
        "RolePolicyList": _inline(role),
        "AttachedManagedPolicies": attached(role),
    }


def _policy(policy: Policy, count: int) -> Body:
    version = {
        "Document": encoded(policy.document),
        "VersionId": "v1",
        "IsDefaultVersion": True,
        "CreateDate": int(policy.created_at),
    }
    return {
        "PolicyName": policy.name,
        "PolicyId": policy.id,
        "Arn": policy.arn,
        "Path": "/",
        "DefaultVersionId": "v1",
        "AttachmentCount": count,
        "PermissionsBoundaryUsageCount": 0,
        "IsAttachable": True,
        "CreateDate": int(policy.created_at),
        "UpdateDate": int(policy.created_at),
        "PolicyVersionList": [version],
    }
