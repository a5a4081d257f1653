"""What in a trail asks for a second look: the built-in watches.

Each is a filter with a name. That something fits one does not mean that it is wrong: most of these
are done for good reasons now and then, and all of them are what intruders do.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ecstui.analysis.identity.documents import EVERYTHING
from ecstui.analysis.trail.ingress import port_rules
from ecstui.analysis.trail.parameters import items, member, text
from ecstui.model.trail_event import TrailEvent


@dataclass(frozen=True, slots=True)
class Watch:
    """One of them.

    :param test: whether an event fits; None where several events make it up.
    """

    id: str
    title: str
    why: str
    test: Callable[[TrailEvent], bool] | None = None


EXECUTE, EXECUTED = "ExecuteCommand", "exec"
DENIED_BURST = "denied"
LOGIN_BURST = "logins"
NEW_IMAGE, NEW_REGION, OUTSIDE = "image", "new-region", "outside"
SSH, RDP = 22, 3389
ADMIN_POLICIES = ("/AdministratorAccess", "/IAMFullAccess", "/PowerUserAccess")
NEW_PRINCIPALS = frozenset({"CreateUser", "CreateLoginProfile", "UpdateLoginProfile"})
MFA_OFF = frozenset({"DeactivateMFADevice", "DeleteVirtualMFADevice"})
BLINDING = frozenset(
    {
        "StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "DeleteFlowLogs",
        "DeleteDetector", "StopConfigurationRecorder", "DeleteConfigurationRecorder",
    }
)  # fmt: skip
GRANTING = frozenset(
    {"PutUserPolicy", "PutRolePolicy", "PutGroupPolicy", "CreatePolicy", "CreatePolicyVersion"}
)
ATTACHING = frozenset({"AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy"})


def is_root(event: TrailEvent) -> bool:
    """Root itself did it: not AWS in the account's name."""
    who = event.identity
    return who.type == "Root" and not who.invoked_by and event.type != "AwsServiceEvent"


def signed_in_without_mfa(event: TrailEvent) -> bool:
    """Of users and root only: a federated sign-in always says that it had none."""
    return (
        event.name == "ConsoleLogin"
        and text(event.response_elements, "ConsoleLogin") == "Success"
        and text(event.additional, "MFAUsed") == "No"
        and event.identity.type in ("IAMUser", "Root")
    )


def opens_to_the_world(event: TrailEvent) -> bool:
    """Whether it lets everybody in by some port."""
    if event.name == "ModifySecurityGroupRules":
        return _modifies_to_world(event)
    return _adds_ingress(event) and any(rule.is_world for rule in port_rules(event))


def opens_remote_login(event: TrailEvent) -> bool:
    """Whether it lets everybody in by SSH or RDP."""
    rules = port_rules(event) if _adds_ingress(event) else ()
    return any(r.is_world and (r.lets_in(SSH) or r.lets_in(RDP)) for r in rules)


def _adds_ingress(event: TrailEvent) -> bool:
    return event.name == "AuthorizeSecurityGroupIngress"


def _modifies_to_world(event: TrailEvent) -> bool:
    """Its request is `ModifySecurityGroupRulesRequest`, with one rule or several."""
    asked = member(event.request_parameters, "ModifySecurityGroupRulesRequest")
    return any(world in json.dumps(asked) for world in ('"0.0.0.0/0"', '"::/0"'))


def makes_key_for_another(event: TrailEvent) -> bool:
    """Without a user's name the key is one's own."""
    user = text(event.request_parameters, "userName")
    return event.name == "CreateAccessKey" and bool(user) and user != event.identity.user_name


def grants_everything(event: TrailEvent) -> bool:
    """An administrator's policy attached, or one written that allows every action."""
    asked = event.request_parameters
    if event.name in ATTACHING:
        return text(asked, "policyArn").endswith(ADMIN_POLICIES)
    return event.name in GRANTING and _allows_all(text(asked, "policyDocument"))


def _allows_all(document: str) -> bool:
    try:
        policy = json.loads(unquote(document))
    except ValueError:
        return False
    statements = member(policy, "Statement")
    statements = statements if isinstance(statements, list) else [statements]
    return any(
        text(each, "Effect") == "Allow"
        and any(str(it) in EVERYTHING for it in _listed(member(each, "Action")))
        for each in statements
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def makes_public(event: TrailEvent) -> bool:
    """A snapshot or an image that every account may use from now on."""
    asked = event.request_parameters
    added = [
        *items(asked, "createVolumePermission", "add"),
        *items(asked, "launchPermission", "add"),
    ]
    return event.name in ("ModifySnapshotAttribute", "ModifyImageAttribute") and any(
        text(each, "group") == "all" for each in added
    )


def _named(names: frozenset[str]) -> Callable[[TrailEvent], bool]:
    return lambda event: event.name in names


WATCHES: tuple[Watch, ...] = (
    Watch("root", "Root was used", "root is for what nobody else can do", is_root),
    Watch(
        "no-mfa", "Console sign-in without MFA", "a password alone was enough",
        signed_in_without_mfa,
    ),
    Watch(LOGIN_BURST, "Failed console sign-ins", "three or more within ten minutes"),
    Watch(
        "remote-login", "Port 22 or 3389 opened to everybody", "every scanner tries these first",
        opens_remote_login,
    ),
    Watch(
        "open", "Security group opened to everybody", "from 0.0.0.0/0 or ::/0, by some port",
        opens_to_the_world,
    ),
    Watch(
        "key", "Access key made for another user", "whoever makes it can act as that user",
        makes_key_for_another,
    ),
    Watch(
        "user", "User or console password made", "a new way in", _named(NEW_PRINCIPALS),
    ),
    Watch("admin", "Everything allowed by a policy", "a way to any permission", grants_everything),
    Watch(
        "trust", "Trust of a role changed", "who may assume it is another now",
        _named(frozenset({"UpdateAssumeRolePolicy"})),
    ),
    Watch("mfa-off", "MFA taken away", "a password alone is enough from now on", _named(MFA_OFF)),
    Watch(
        "blind", "Logging or detection changed", "what comes after may not be seen",
        _named(BLINDING),
    ),
    Watch("public", "Snapshot or image made public", "every account can copy it", makes_public),
    Watch(DENIED_BURST, "Many denied at once", "five or more by one principal in ten minutes"),
    Watch(
        OUTSIDE, "Task's credentials used elsewhere", "from an address that is not its task's",
    ),
    Watch(NEW_IMAGE, "Foreign image not seen before", "nothing read of a day before it names it"),
    Watch(NEW_REGION, "Region not used before", "nobody did anything there for a day before it"),
    Watch(EXECUTED, "Command executed in production", "somebody was inside a container"),
)  # fmt: skip
BY_ID = {watch.id: watch for watch in WATCHES}


def watched(event: TrailEvent, production: bool) -> frozenset[str]:
    """The ids of the watches that an event fits by itself.

    :param production: whether its cluster is production, or may be.
    """
    found = {watch.id for watch in WATCHES if watch.test is not None and watch.test(event)}
    if event.name == EXECUTE and production:
        found.add(EXECUTED)
    return frozenset(found)
