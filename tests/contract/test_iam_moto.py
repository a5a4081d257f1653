"""What the simulated IAM answers, beside what moto answers: a second opinion on the shapes.

Both are somebody's reading of the documentation. Where they differ, the difference is listed here
with what the API reference says.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from ecstui.sim.services.iam import IamState, add_access_key, add_group, add_policy, add_role
from ecstui.sim.services.iam.making import add_user
from ecstui.sim.services.iam.records import Password, Root
from ecstui.sim.world import World
from tests.sim.raw import ACCOUNT

ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
POLICY = {"Version": "2012-10-17", "Statement": [ALLOW]}
USER, ROLE = {"UserName": "alice"}, {"RoleName": "web-task"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
READS: dict[str, dict[str, Any]] = {
    "list_users": {},
    "get_user": USER,
    "list_access_keys": USER,
    "get_login_profile": USER,
    "list_mfa_devices": USER,
    "list_user_policies": USER,
    "list_attached_user_policies": USER,
    "list_signing_certificates": USER,
    "get_role": ROLE,
    "list_role_policies": ROLE,
    "list_attached_role_policies": ROLE,
    "get_role_policy": {**ROLE, "PolicyName": "app"},
    "get_account_summary": {},
    "get_account_password_policy": {},
    "get_account_authorization_details": {
        "Filter": ["User", "Group", "Role", "LocalManagedPolicy"]
    },
    "list_account_aliases": {},
}
OURS = {
    "list_access_keys": {"IsTruncated"},
    "list_signing_certificates": {"IsTruncated"},
    "list_account_aliases": {"IsTruncated"},
    "get_account_summary": {"SummaryMap.AccountPasswordPresent"},
    "get_account_authorization_details": {
        "Policies[].PermissionsBoundaryUsageCount", "Policies[].PolicyId", "Policies[].PolicyName",
    },
}  # fmt: skip
"""Members that only the simulator gives; the API reference has all of them."""
THEIRS = {
    "get_account_password_policy": {"PasswordPolicy.HardExpiry", "PasswordPolicy.MaxPasswordAge"}
}
"""Members that only moto gives: the reference says they come where passwords expire."""


@pytest.fixture(scope="module")
def second_opinion() -> dict[str, Any]:
    """moto's answers about an account that is furnished the same way."""
    with mock_aws():
        iam = boto3.client(
            "iam",
            region_name="us-east-1",
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        )
        iam.create_account_alias(AccountAlias="acme")
        iam.create_user(**USER)
        iam.create_access_key(**USER)
        iam.create_login_profile(**USER, Password="Ex4mple!Ex4mple")
        device = iam.create_virtual_mfa_device(VirtualMFADeviceName="alice")["VirtualMFADevice"]
        serial = {"SerialNumber": device["SerialNumber"]}
        iam.enable_mfa_device(
            **USER, **serial, AuthenticationCode1="123456", AuthenticationCode2="654321"
        )
        arn = iam.create_policy(PolicyName="own", PolicyDocument=json.dumps(POLICY))["Policy"][
            "Arn"
        ]
        iam.create_group(GroupName="admins")
        iam.add_user_to_group(**USER, GroupName="admins")
        iam.attach_group_policy(GroupName="admins", PolicyArn=arn)
        iam.attach_user_policy(**USER, PolicyArn=arn)
        iam.put_user_policy(**USER, PolicyName="app", PolicyDocument=json.dumps(POLICY))
        iam.create_role(**ROLE, AssumeRolePolicyDocument=json.dumps(TRUST))
        iam.attach_role_policy(**ROLE, PolicyArn=arn)
        iam.put_role_policy(**ROLE, PolicyName="app", PolicyDocument=json.dumps(POLICY))
        iam.update_account_password_policy(MinimumPasswordLength=8)
        found = {name: getattr(iam, name)(**asked) for name, asked in READS.items()}
        iam.generate_credential_report()
        found["report"] = iam.get_credential_report()["Content"].decode()
    return found


@pytest.fixture
def world() -> World:
    world = World()
    state = world.state(IamState, ACCOUNT, "global")
    state.aliases.append("acme")
    state.root = Root(0.0)
    requirements = ("Symbols", "Numbers", "UppercaseCharacters", "LowercaseCharacters")
    state.password_policy = {
        "MinimumPasswordLength": 8,
        "AllowUsersToChangePassword": True,
        "ExpirePasswords": False,
        **{f"Require{name}": False for name in requirements},
    }
    policy = add_policy(world, ACCOUNT, "own", POLICY)
    alice = add_user(world, ACCOUNT, "alice")
    alice.groups, alice.mfa, alice.password = ["admins"], world.now, Password(world.now)
    alice.grants.attached, alice.grants.inline = [policy.arn], {"app": json.dumps(POLICY)}
    add_access_key(world, alice)
    add_group(world, ACCOUNT, "admins").grants.attached = [policy.arn]
    role = add_role(world, ACCOUNT, "web-task", "ecs-tasks.amazonaws.com")
    role.grants.attached, role.grants.inline = [policy.arn], {"app": json.dumps(POLICY)}
    return world


def members(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every member that an answer has, with its type; of a list, those of its first element."""
    if isinstance(value, dict) and "Statement" not in value:
        for name, item in value.items():
            if name != "ResponseMetadata":
                yield from members(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value:
        yield from members(value[0], f"{path}[]")
    elif value not in ("", [], None):
        yield path, type(value).__name__


@pytest.mark.parametrize("method", READS)
async def test_the_members_are_those_of_moto(
    ask: Callable[..., Any], second_opinion: dict[str, Any], method: str
) -> None:
    ours = dict(members(await ask("iam", method, **READS[method])))
    theirs = dict(members(second_opinion[method]))
    both = ours.keys() & theirs.keys()
    assert {name: ours[name] for name in both} == {name: theirs[name] for name in both}
    assert ours.keys() - theirs.keys() == OURS.get(method, set())
    assert theirs.keys() - ours.keys() == THEIRS.get(method, set())


async def test_the_report_has_the_columns_of_moto(
    ask: Callable[..., Any], world: World, second_opinion: dict[str, Any]
) -> None:
    await ask("iam", "generate_credential_report")
    world.advance(10)
    report = (await ask("iam", "get_credential_report"))["Content"].decode()
    ours, theirs = (text.splitlines()[0].split(",") for text in (report, second_opinion["report"]))
    assert ours == theirs
