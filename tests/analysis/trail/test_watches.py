import json
from typing import Any

import pytest

from ecstui.analysis.trail.bursts import with_bursts
from ecstui.analysis.trail.watches import WATCHES
from tests.analysis.trail.records import ROOT, USER, entry, session

EC2, IAM, SIGN_IN = "ec2.amazonaws.com", "iam.amazonaws.com", "signin.amazonaws.com"


def login(identity: Any, mfa: str, result: str = "Success", **more: Any) -> Any:
    return entry(
        "ConsoleLogin", identity, source=SIGN_IN, responseElements={"ConsoleLogin": result},
        additionalEventData={"MFAUsed": mfa}, eventType="AwsConsoleSignIn", **more,
    )  # fmt: skip


def opened(port: int, last: int, peer: str, name: str = "AuthorizeSecurityGroupIngress") -> Any:
    side = {"ipv6Ranges": {"items": [{"cidrIpv6": peer}]}} if ":" in peer else {
        "ipRanges": {"items": [{"cidrIp": peer}]}}  # fmt: skip
    rule = {"ipProtocol": "tcp", "fromPort": port, "toPort": last, **side}
    asked = {"groupId": "sg-1", "ipPermissions": {"items": [rule]}}
    return entry(name, source=EC2, requestParameters=asked)


def iam(name: str, **asked: Any) -> Any:
    return entry(name, source=IAM, requestParameters=asked)


def policy(action: Any, effect: str = "Allow") -> str:
    return json.dumps({"Statement": {"Effect": effect, "Action": action, "Resource": "*"}})


ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
PUBLIC = {"createVolumePermission": {"add": {"items": [{"group": "all"}]}}}


@pytest.mark.parametrize(
    ("found", "watches"),
    [
        (entry("UpdateService", USER), set()),
        (entry("PutBucketPolicy", ROOT, source="s3.amazonaws.com"), {"root"}),
        (entry("X", ROOT, eventType="AwsServiceEvent"), set()),
        (entry("X", {**ROOT, "invokedBy": "support.amazonaws.com"}), set()),
        (login(USER, "No"), {"no-mfa"}),
        (login(USER, "Yes"), set()),
        (login(ROOT, "No"), {"root", "no-mfa"}),
        (login(session("ops", "alice"), "No"), set()),
        (opened(22, 22, "0.0.0.0/0"), {"open", "remote-login"}),
        (opened(20, 30, "::/0"), {"open", "remote-login"}),
        (opened(3389, 3389, "0.0.0.0/0"), {"open", "remote-login"}),
        (opened(443, 443, "0.0.0.0/0"), {"open"}),
        (opened(22, 22, "10.0.0.0/8"), set()),
        (opened(22, 22, "0.0.0.0/0", "RevokeSecurityGroupIngress"), set()),
        (opened(22, 22, "0.0.0.0/0", "AuthorizeSecurityGroupEgress"), set()),
        (iam("CreateAccessKey", userName="carol"), {"key"}),
        (iam("CreateAccessKey", userName="bob"), set()),
        (iam("CreateAccessKey"), set()),
        (iam("CreateLoginProfile", userName="carol"), {"user"}),
        (iam("AttachUserPolicy", userName="bob", policyArn=ADMIN), {"admin"}),
        (iam("AttachUserPolicy", userName="bob", policyArn="arn:aws:iam::1:policy/x"), set()),
        (iam("PutRolePolicy", roleName="r", policyDocument=policy("*")), {"admin"}),
        (iam("PutRolePolicy", roleName="r", policyDocument=policy("*:*")), {"admin"}),
        (iam("PutRolePolicy", roleName="r", policyDocument=policy(["s3:Get*", "*"])), {"admin"}),
        (iam("PutRolePolicy", roleName="r", policyDocument=policy("*", "Deny")), set()),
        (iam("PutRolePolicy", roleName="r", policyDocument=policy("s3:*")), set()),
        (iam("PutRolePolicy", roleName="r", policyDocument="not json"), set()),
        (iam("UpdateAssumeRolePolicy", roleName="r"), {"trust"}),
        (iam("DeactivateMFADevice", userName="bob"), {"mfa-off"}),
        (entry("StopLogging", source="cloudtrail.amazonaws.com"), {"blind"}),
        (entry("ModifySnapshotAttribute", source=EC2, requestParameters=PUBLIC), {"public"}),
        (entry("ModifySnapshotAttribute", source=EC2, requestParameters={}), set()),
        (entry("ExecuteCommand", requestParameters={"cluster": "prod-web", "task": "t"}), {"exec"}),
        (entry("ExecuteCommand", requestParameters={"cluster": "staging", "task": "t"}), set()),
    ],
)  # fmt: skip
def test_what_asks_for_a_look(found: Any, watches: set[str]) -> None:
    assert found.watches == watches


def test_every_watch_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({watch.id for watch in WATCHES}) == len(WATCHES)
    assert len({watch.title for watch in WATCHES}) == len(WATCHES)
    assert all(watch.why for watch in WATCHES)


def denied(ago: float, user: str = "bob", code: str = "AccessDenied") -> Any:
    return entry("X", {**USER, "userName": user, "accessKeyId": user}, ago=ago, errorCode=code)


def test_many_denied_at_once_by_one_principal() -> None:
    burst = [denied(ago) for ago in (0, 100, 200, 300, 600)]
    early, other = denied(1300), denied(50, "carol")
    found = with_bursts([*burst, early, other])
    assert [bool(it.watches) for it in found] == [True] * 5 + [False] * 2
    assert found[5] is early, "what nothing is new about stays the very object"
    assert with_bursts(found) == found
    rest = with_bursts(found[1:])
    assert not any(it.watches for it in rest), "four are no burst any more"


def test_a_burst_of_other_errors_is_none_of_denials() -> None:
    found = with_bursts([denied(ago, code="ThrottlingException") for ago in range(9)])
    assert not any(it.watches for it in found)
    ec2 = with_bursts([denied(ago, code="Client.UnauthorizedOperation") for ago in range(5)])
    assert all(it.watches == {"denied"} for it in ec2)


def test_failed_sign_ins_from_one_address() -> None:
    tried = [login(USER, "No", "Failure", ago=ago, ip="192.0.2.1") for ago in (0, 60, 120)]
    once = login(USER, "No", "Failure", ago=30, ip="192.0.2.2")
    found = with_bursts([*tried, once])
    assert [it.watches for it in found] == [{"logins"}] * 3 + [frozenset()]
    assert {it.error for it in found} == {"Failure"}
