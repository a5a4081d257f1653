from typing import Any

import pytest

from ecstui.analysis.trail.actor import Agent, actor_of
from tests.analysis.trail.records import ACCOUNT, ROOT, USER, event, session

SCALING = "AWSServiceRoleForApplicationAutoScaling_ECSService"
SCALER = "ecs.application-autoscaling.amazonaws.com"
BY_STACK = "cloudformation.amazonaws.com"
TERRAFORM = "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 aws-sdk-go-v2/1.36"
SERVICE = {"type": "AWSService", "invokedBy": "ecs.amazonaws.com"}
FEDERATED = {"type": "WebIdentityUser", "userName": "repo:acme/shop:ref:refs/heads/main"}
STRANGER = {"type": "AWSAccount", "accountId": "210987654321"}


@pytest.mark.parametrize(
    ("identity", "more", "agent", "name"),
    [
        (USER, {}, Agent.PERSON, "bob"),
        (session("ops", "alice"), {}, Agent.PERSON, "ops/alice"),
        (ROOT, {}, Agent.PERSON, "root"),
        ({**USER, "userName": "ci-deployer"}, {}, Agent.CI, "ci-deployer"),
        (session("github-actions", "run-1"), {}, Agent.CI, "github-actions/run-1"),
        (session("shop", "GitHubActions"), {}, Agent.CI, "shop/GitHubActions"),
        (FEDERATED, {}, Agent.CI, FEDERATED["userName"]),
        (session("infra", "x"), {"agent": TERRAFORM}, Agent.TERRAFORM, "infra/x"),
        (session("ci", "x"), {"agent": TERRAFORM}, Agent.TERRAFORM, "ci/x"),
        ({**USER, "invokedBy": BY_STACK}, {"ip": BY_STACK}, Agent.CLOUDFORMATION, "bob"),
        (session(SCALING, "s", f"/aws-service-role/{SCALER}/"), {"ip": SCALER},
         Agent.AUTOSCALING, f"{SCALING}/s"),
        (SERVICE, {"ip": "ecs.amazonaws.com"}, Agent.SERVICE, "ecs.amazonaws.com"),
        (session("AWSServiceRoleForECS", "s", "/aws-service-role/ecs.amazonaws.com/"), {},
         Agent.SERVICE, "AWSServiceRoleForECS/s"),
        (session("rules", "s"), {"ip": "events.amazonaws.com"}, Agent.SERVICE, "rules/s"),
        (session("cart-task", "a" * 32), {}, Agent.TASK, f"cart-task/{'a' * 32}"),
        (STRANGER, {}, Agent.UNKNOWN, "somebody"),
        # Words inside of words are none: nobody is CI for being called Cicely or a medic.
        (session("medic", "cicely"), {}, Agent.PERSON, "medic/cicely"),
    ],
)  # fmt: skip
def test_who_acts(identity: dict[str, Any], more: dict[str, Any], agent: Agent, name: str) -> None:
    actor = actor_of(event("UpdateService", identity, **more))
    assert (actor.agent, actor.name) == (agent, name)


@pytest.mark.parametrize(
    ("agent", "via"),
    [
        ("aws-cli/2.31.0 md/Botocore#2.31.0", "aws-cli"),
        ("Boto3/1.40.1 md/Botocore#1.40.1 ecstui/0.1.0 session/4f2a", "ecstui"),
        ("aws-sdk-js/3.883.0 ua/2.1", "aws-sdk-js"),
        (TERRAFORM, "Terraform"),
        ("signin.amazonaws.com", "console"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "console"),
        ("events.amazonaws.com", "events.amazonaws.com"),
        ("curl/8.0 x", "curl/8.0"),
        ("", ""),
    ],
)
def test_by_what(agent: str, via: str) -> None:
    assert actor_of(event("UpdateService", agent=agent)).via == via


def test_a_person_in_the_console_whose_role_sounds_like_ci() -> None:
    identity = session(
        "deploy", "alice", sessionContext={"attributes": {"mfaAuthenticated": "true"}}
    )
    actor = actor_of(event("UpdateService", identity, sessionCredentialFromConsole="true"))
    assert (actor.agent, actor.via, actor.mfa) == (Agent.PERSON, "console", True)


def test_another_account_is_told() -> None:
    assert actor_of(event("UpdateService", STRANGER)).other_account == "210987654321"
    assert actor_of(event("UpdateService", USER)).other_account == ""
    assert actor_of(event("UpdateService", USER, recipientAccountId=ACCOUNT)).key
