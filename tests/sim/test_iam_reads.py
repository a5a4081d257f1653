"""What IAM tells of an account: everybody with policies, credentials, quotas; and inline policies
that come and go.
"""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.protocol import timestamps
from ecstui.sim.services.iam import IamState, add_access_key, add_group, add_policy, add_role
from ecstui.sim.services.iam.making import add_user
from ecstui.sim.services.iam.records import Password, Root
from ecstui.sim.world import EPOCH, World
from tests.sim.raw import ACCOUNT, post_form

Ask = Callable[..., Any]
ALL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


async def refusal(ask: Ask, service: str, method: str, **parameters: Any) -> str:
    with pytest.raises(ClientError) as refused:
        await ask(service, method, **parameters)
    code: str = refused.value.response["Error"]["Code"]
    return code


def furnish(world: World) -> None:
    state = world.state(IamState, ACCOUNT, "global")
    policy = add_policy(world, ACCOUNT, "own", ALL)
    add_policy(world, ACCOUNT, "aws:ReadOnlyAccess", ALL)
    alice = add_user(world, ACCOUNT, "alice")
    alice.groups, alice.mfa = ["admins"], EPOCH
    alice.password = Password(EPOCH - 86400)
    add_access_key(world, alice)
    add_group(world, ACCOUNT, "admins").grants.attached = [policy.arn]
    role = add_role(world, ACCOUNT, "web-task", "ecs-tasks.amazonaws.com")
    role.grants.inline = {"app": json.dumps(ALL)}
    state.root = Root(EPOCH - 1000, password_used_at=EPOCH - 500)


async def test_the_details_of_everybody_page_by_page(ask: Ask, world: World) -> None:
    furnish(world)
    found: dict[str, list[str]] = {}
    marker: dict[str, str] = {}
    for _ in range(9):
        page = await ask("iam", "get_account_authorization_details", MaxItems=1, **marker)
        for name in ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"):
            found.setdefault(name, []).extend(each["Arn"] for each in page[name])
        if not page["IsTruncated"]:
            break
        marker = {"Marker": page["Marker"]}
    assert found == {
        "UserDetailList": [f"arn:aws:iam::{ACCOUNT}:user/alice"],
        "GroupDetailList": [f"arn:aws:iam::{ACCOUNT}:group/admins"],
        "RoleDetailList": [f"arn:aws:iam::{ACCOUNT}:role/web-task"],
        "Policies": [f"arn:aws:iam::{ACCOUNT}:policy/own"],
    }
    only = await ask("iam", "get_account_authorization_details", Filter=["LocalManagedPolicy"])
    assert [each["AttachmentCount"] for each in only["Policies"]] == [1]
    assert only["RoleDetailList"] == []


async def test_documents_are_url_encoded_on_the_wire(server: Any, world: World) -> None:
    furnish(world)
    body = "Action=GetRolePolicy&Version=2010-05-08&RoleName=web-task&PolicyName=app"
    answer = (await post_form(server.url, body, "iam")).body.decode()
    text = answer.split("<PolicyDocument>")[1].split("<")[0]
    assert '"' not in text
    assert json.loads(unquote(text)) == ALL


async def test_a_report_is_asked_for_then_there_and_then_too_old(ask: Ask, world: World) -> None:
    furnish(world)
    assert await refusal(ask, "iam", "get_credential_report") == "ReportNotPresent"
    assert (await ask("iam", "generate_credential_report"))["State"] == "STARTED"
    assert (await ask("iam", "generate_credential_report"))["State"] == "INPROGRESS"
    assert await refusal(ask, "iam", "get_credential_report") == "ReportInProgress"
    world.advance(10)
    assert (await ask("iam", "generate_credential_report"))["State"] == "COMPLETE"
    report = await ask("iam", "get_credential_report")
    assert report["GeneratedTime"].timestamp() == EPOCH
    root, alice = csv.DictReader(io.StringIO(report["Content"].decode()))
    assert (root["user"], root["mfa_active"]) == ("<root_account>", "true")
    assert timestamps.read(root["password_last_used"]) == EPOCH - 500
    assert (alice["password_enabled"], alice["password_last_used"]) == ("true", "no_information")
    assert (alice["access_key_1_active"], alice["access_key_2_active"]) == ("true", "false")
    assert alice["access_key_1_last_used_service"] == "N/A"
    world.advance(4 * 3600)
    assert await refusal(ask, "iam", "get_credential_report") == "ReportExpired"


async def test_the_account_in_numbers(ask: Ask, world: World) -> None:
    furnish(world)
    summary = (await ask("iam", "get_account_summary"))["SummaryMap"]
    assert (summary["Users"], summary["UsersQuota"], summary["MFADevices"]) == (1, 5000, 2)
    assert (summary["AccountMFAEnabled"], summary["AccountAccessKeysPresent"]) == (1, 0)
    assert await refusal(ask, "iam", "get_account_password_policy") == "NoSuchEntity"


async def test_the_credentials_of_one_user(ask: Ask, world: World) -> None:
    furnish(world)
    add_user(world, ACCOUNT, "bob")
    assert await ask("iam", "get_login_profile", UserName="alice")
    assert await refusal(ask, "iam", "get_login_profile", UserName="bob") == "NoSuchEntity"
    devices = (await ask("iam", "list_mfa_devices", UserName="alice"))["MFADevices"]
    assert [each["SerialNumber"] for each in devices] == [f"arn:aws:iam::{ACCOUNT}:mfa/alice"]
    assert (await ask("iam", "list_mfa_devices", UserName="bob"))["MFADevices"] == []
    assert (await ask("iam", "list_signing_certificates", UserName="bob"))["Certificates"] == []
    virtual = (await ask("iam", "list_virtual_mfa_devices"))["VirtualMFADevices"]
    assert [each["User"]["UserName"] for each in virtual] == ["root", "alice"]


@pytest.mark.parametrize("kind", ["role", "user"])
async def test_an_inline_policy_is_put_read_and_taken_away(
    ask: Ask, world: World, kind: str
) -> None:
    furnish(world)
    whose = {"RoleName": "web-task"} if kind == "role" else {"UserName": "alice"}
    policy = {**whose, "PolicyName": "deny"}
    await ask("iam", f"put_{kind}_policy", **policy, PolicyDocument=json.dumps(ALL))
    assert "deny" in (await ask("iam", f"list_{kind}_policies", **whose))["PolicyNames"]
    assert (await ask("iam", f"get_{kind}_policy", **policy))["PolicyDocument"] == ALL
    await ask("iam", f"delete_{kind}_policy", **policy)
    assert await refusal(ask, "iam", f"get_{kind}_policy", **policy) == "NoSuchEntity"


@pytest.mark.parametrize(
    ("role", "text", "code"),
    [
        ("none", json.dumps(ALL), "NoSuchEntity"),
        ("web-task", "{", "MalformedPolicyDocument"),
        ("web-task", json.dumps({**ALL, "Id": "x" * 10_240}), "LimitExceeded"),
        ("linked", json.dumps(ALL), "UnmodifiableEntity"),
    ],
)
async def test_what_cannot_be_put(ask: Ask, world: World, role: str, text: str, code: str) -> None:
    furnish(world)
    path = "/aws-service-role/ecs.amazonaws.com/"
    add_role(world, ACCOUNT, "linked", "ecs.amazonaws.com", path=path)
    asked = {"RoleName": role, "PolicyName": "p", "PolicyDocument": text}
    assert await refusal(ask, "iam", "put_role_policy", **asked) == code


async def test_a_role_can_deny_everything_to_its_older_sessions(ask: Ask, world: World) -> None:
    add_role(world, ACCOUNT, "web-task", "ecs-tasks.amazonaws.com")

    async def session() -> str:
        arn = f"arn:aws:iam::{ACCOUNT}:role/web-task"
        answer = await ask("sts", "assume_role", RoleArn=arn, RoleSessionName="task")
        key: str = answer["Credentials"]["AccessKeyId"]
        return key

    old = await session()
    world.advance(60)
    cut = {
        "Effect": "Deny",
        "Action": ["*"],
        "Resource": ["*"],
        "Condition": {"DateLessThan": {"aws:TokenIssueTime": timestamps.iso8601(world.now)}},
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [cut]})
    policy = {"RoleName": "web-task", "PolicyName": "AWSRevokeOlderSessions"}
    await ask("iam", "put_role_policy", **policy, PolicyDocument=document)
    assert await refusal(ask, "ecs", "list_clusters", key=old) == "AccessDeniedException"
    await ask("sts", "get_caller_identity", key=old)
    await ask("ecs", "list_clusters", key=await session())
    await ask("iam", "delete_role_policy", **policy)
    await ask("ecs", "list_clusters", key=old)
    role = (await ask("iam", "get_role", RoleName="web-task"))["Role"]
    assert role["RoleLastUsed"]["Region"] == "eu-west-1"
