"""SimulatePrincipalPolicy: whether a call would be allowed, before it is made.

The simulator has no policies. Everybody may do everything but what a `denied` fault forbids, so
that a simulation and the call that follows agree. Source: API reference; a principal is a user, a
group or a role, so the ARN of an assumed role's session is refused as AWS refuses it.
"""

import re
from fnmatch import fnmatchcase

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.faults import Fault, faults
from ecstui.sim.protocol.signature import user
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import IamState

PRINCIPAL = re.compile(
    r"arn:aws[a-z-]*:iam::(?P<account>\d{12}):(?P<kind>user|group|role)/(?P<name>.+)"
)
ACTION = re.compile(r"(?P<prefix>[a-z0-9-]+):(?P<name>[A-Za-z0-9]+)")
SERVICES = {"elasticloadbalancing": "elbv2", "servicequotas": "service-quotas"}
"""botocore's name, which faults use, of the services whose IAM prefix is another."""


def simulate_principal_policy(call: Call, body: Body) -> Body:
    """One result for each action and resource, `MaxItems` (100 if not given) a page.

    :raises AwsError: InvalidInputException, NoSuchEntityException, ValidationError.
    """
    _check_principal(call, body["PolicySourceArn"])
    resources = body.get("ResourceArns") or ["*"]
    pairs = [(action, each) for action in body["ActionNames"] for each in resources]
    results = [_result(call, *pair) for pair in pairs]
    return page(body, "EvaluationResults", results)


def _check_principal(call: Call, arn: str) -> None:
    found = PRINCIPAL.fullmatch(arn)
    if found is None:
        text = f"Invalid Entity Arn: {arn} does not clearly define entity type and name."
        raise AwsError("InvalidInputException", text)
    if found["account"] != call.account or not _known(call, arn, found["kind"], found["name"]):
        raise AwsError("NoSuchEntityException", f"The {found['kind']} {arn} cannot be found.")


def _known(call: Call, arn: str, kind: str, name: str) -> bool:
    """Roles that were made or that somebody has assumed, and users who have a key."""
    identities = [call.identity, *call.world.identities.values()]
    if kind == "role":
        session = f"arn:aws:sts::{call.account}:assumed-role/{name.rpartition('/')[2]}/"
        known = call.world.state(IamState, call.account, "global").roles.values()
        made = any(role.arn == arn for role in known)
        return made or any(each.arn.startswith(session) for each in identities)
    return arn in {user(call.account).arn, *(each.arn for each in identities)}


def _result(call: Call, action: str, resource: str) -> Body:
    found = ACTION.fullmatch(action)
    if found is None:
        text = f"Invalid Action Name: {action} must be service:Operation, without wildcards."
        raise AwsError("InvalidInputException", text)
    service = SERVICES.get(found["prefix"], found["prefix"])
    denied = _denied(call, f"{service}:{found['name']}", resource)
    return {
        "EvalActionName": action,
        "EvalResourceName": resource,
        "EvalDecision": "implicitDeny" if denied else "allowed",
        "MatchedStatements": [],
        "MissingContextValues": [],
    }


def _denied(call: Call, name: str, resource: str) -> bool:
    known = (fault for fault, _ in faults(call.world).left())
    return any(fault.kind == "denied" and _meets(fault, name, resource) for fault in known)


def _meets(fault: Fault, name: str, resource: str) -> bool:
    """Whether a fault meets an operation on a resource.

    A fault may match members of the input, which a simulation does not have: here each must be the
    resource, or a part of its ARN, such as the name of a service. What no resource shows, such as a
    count, a simulation does not foresee, as little as AWS's does.
    """
    if not fnmatchcase(name, fault.pattern):
        return False
    parts = {resource, resource.rpartition(":")[2], *resource.split(":", 5)[-1].split("/")}
    return all(any(fnmatchcase(part, wanted) for part in parts) for wanted in fault.match.values())
