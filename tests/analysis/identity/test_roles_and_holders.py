"""What roles are to ECS, who has which policy, and how near the quotas are."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ecstui.analysis.identity.holders import managed, members, of_owner, policies
from ecstui.analysis.identity.quotas import usages, weaknesses
from ecstui.analysis.identity.role_facts import RoleUse, judge_role, role_facts
from ecstui.model.account_summary import PasswordPolicy
from ecstui.model.authorization_details import (
    AttachedPolicy,
    AuthorizationDetails,
    GroupDetail,
    ManagedPolicyDetail,
    PolicyDetail,
    PolicyVersion,
    RoleDetail,
    RoleLastUsed,
    UserDetail,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ARN = "arn:aws:iam::123456789012:"
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
PULL = f"{ARN}policy/pull"


def allow(*actions: str) -> str:
    return json.dumps({"Statement": {"Effect": "Allow", "Action": actions, "Resource": "*"}})


def trust(principal: str) -> str:
    kind = "Service" if principal.endswith(".com") else "AWS"
    return json.dumps({"Statement": [{"Effect": "Allow", "Principal": {kind: principal}}]})


DOCUMENTS = {ADMIN: allow("*"), PULL: allow("ecr:GetAuthorizationToken", "ecr:BatchGetImage")}


def role(trusted: str, *attached: str, inline: str = "", used: float = 1, path: str = "/"):  # type: ignore[no-untyped-def]
    return RoleDetail(
        "r",
        f"{ARN}role{path}r",
        NOW - timedelta(days=500),
        trust(trusted),
        path,
        (PolicyDetail("in", inline),) if inline else (),
        tuple(AttachedPolicy(arn.rpartition("/")[2], arn) for arn in attached),
        role_last_used=RoleLastUsed(NOW - timedelta(days=used), "eu-west-1"),
    )


@pytest.mark.parametrize(
    ("given", "use", "word"),
    [
        (role("ecs-tasks.amazonaws.com"), RoleUse.TASK, "OK"),
        (role("ecs-tasks.amazonaws.com", PULL), RoleUse.EXECUTION, "OK"),
        (role("ecs-tasks.amazonaws.com", ADMIN), RoleUse.TASK, "ADMIN"),
        (role("ecs-tasks.amazonaws.com", inline=allow("*")), RoleUse.TASK, "ADMIN"),
        (role("ecs-tasks.amazonaws.com", used=90), RoleUse.TASK, "IDLE"),
        (
            role("ec2.amazonaws.com", inline=allow("ecs:RegisterContainerInstance")),
            RoleUse.INSTANCE,
            "OK",
        ),
        (role("ec2.amazonaws.com"), RoleUse.NONE, "OK"),
        (role("ecs.amazonaws.com"), RoleUse.INFRASTRUCTURE, "OK"),
        (
            role("ecs.amazonaws.com", path="/aws-service-role/ecs.amazonaws.com/", used=300),
            RoleUse.LINKED,
            "OK",
        ),
        (role("ecs.application-autoscaling.amazonaws.com"), RoleUse.SCALING, "OK"),
        (role("arn:aws:iam::123456789012:root", ADMIN), RoleUse.NONE, "OK"),
        (role("*"), RoleUse.NONE, "OPEN"),
    ],
)
def test_a_role(given: RoleDetail, use: RoleUse, word: str) -> None:
    facts = role_facts(given, DOCUMENTS)
    assert (facts.use, judge_role(facts, NOW).word) == (use, word)


def test_a_role_that_was_never_used_is_idle_by_its_age() -> None:
    given = RoleDetail("r", f"{ARN}role/r", NOW - timedelta(days=91), trust("ec2.amazonaws.com"))
    verdict = judge_role(role_facts(given, DOCUMENTS), NOW)
    assert (verdict.word, verdict.evidence(NOW)) == ("IDLE", "not used within 400 days")


def test_who_has_which_policy() -> None:
    own = AttachedPolicy("pull", PULL)
    alice = UserDetail("alice", f"{ARN}user/p/alice", (PolicyDetail("in", "{}"),), ("g",), ())
    group = GroupDetail("g", f"{ARN}group/g", NOW, (), (own,))
    version = PolicyVersion(DOCUMENTS[PULL], "v2", True)
    older = PolicyVersion("{}", "v1")
    detail = ManagedPolicyDetail("pull", PULL, NOW, 1, (older, version))
    unused = ManagedPolicyDetail("AdministratorAccess", ADMIN)
    details = AuthorizationDetails((alice,), (group,), (), (detail, unused))
    found = {each.key: each for each in policies(details)}
    assert found[PULL].holders == ("group/g",)
    assert found[PULL].document == DOCUMENTS[PULL]
    assert (found[ADMIN].kind, found[ADMIN].holders) == ("AWS", ())
    assert found[f"{alice.arn}/in"].holders == ("user/alice",)
    assert members(details, "g") == ("alice",)
    documents = managed(details)
    assert [each.document for each in of_owner(group, documents)] == [DOCUMENTS[PULL]]
    assert [each.kind for each in of_owner(alice, documents)] == ["inline"]


def test_quotas_and_passwords() -> None:
    users, groups = usages({"Users": 4100, "UsersQuota": 5000, "Groups": 1, "GroupsQuota": 300})
    assert (users.is_near, groups.is_near) == (True, False)
    assert weaknesses(None) == ["no policy is set: 8 characters will do"]
    assert weaknesses(PasswordPolicy(14, password_reuse_prevention=24)) == []
    assert len(weaknesses(PasswordPolicy(8))) == 2
