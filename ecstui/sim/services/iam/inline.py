"""The policies of a role or a user: List-, Get-, Put- and DeleteRolePolicy, and UserPolicy.

Source: API reference of these; quotas: IAM user guide, "IAM and AWS STS quotas" (the documents of
all inline policies of a role together, without white space, 10,240 characters; of a user 2,048).
"""

import json
from collections.abc import Callable
from urllib.parse import quote

from ecstui.sim.call import AwsError, Body, Call, Handler
from ecstui.sim.services.iam.pages import page
from ecstui.sim.services.iam.records import Group, IamState, Role, User
from ecstui.sim.services.iam.users import find_user

MOST = {"Role": 10_240, "User": 2_048}
LINKED = "/aws-service-role/"
Find = Callable[[Call, Body], User | Role]


def find_role(call: Call, body: Body) -> Role:
    """The role that a request names.

    :raises AwsError: NoSuchEntityException.
    """
    name = body["RoleName"]
    found = call.world.state(IamState, call.account, "global").roles.get(name)
    if found is None:
        raise AwsError("NoSuchEntityException", f"The role with name {name} cannot be found.")
    return found


FIND: dict[str, Find] = {"Role": find_role, "User": find_user}


def encoded(document: str) -> str:
    """A policy document as the API gives it: URL-encoded (RFC 3986)."""
    return quote(document, safe="")


def list_attached(kind: str) -> Handler:
    """The managed policies that are attached to a Role or a User."""

    def handle(call: Call, body: Body) -> Body:
        return page(body, "AttachedPolicies", attached(FIND[kind](call, body)))

    return handle


def attached(owner: User | Group | Role) -> list[Body]:
    """Name and ARN of each managed policy of somebody."""
    arns = owner.grants.attached
    return [{"PolicyName": arn.rpartition("/")[2], "PolicyArn": arn} for arn in arns]


def list_inline(kind: str) -> Handler:
    """The names of the inline policies of a Role or a User."""

    def handle(call: Call, body: Body) -> Body:
        return page(body, "PolicyNames", sorted(FIND[kind](call, body).grants.inline))

    return handle


def get_inline(kind: str) -> Handler:
    """One inline policy."""

    def handle(call: Call, body: Body) -> Body:
        owner, name = FIND[kind](call, body), body["PolicyName"]
        document = encoded(_document(kind, owner, name))
        return {f"{kind}Name": owner.name, "PolicyName": name, "PolicyDocument": document}

    return handle


def put_inline(kind: str) -> Handler:
    """Add an inline policy, or put another in its place."""

    def handle(call: Call, body: Body) -> Body:
        owner = FIND[kind](call, body)
        _refuse_linked(owner)
        documents = owner.grants.inline | {body["PolicyName"]: _checked(body["PolicyDocument"])}
        size = sum(len("".join(text.split())) for text in documents.values())
        if size > MOST[kind]:
            of = f"{kind.lower()} {owner.name}"
            text = f"Maximum policy size of {MOST[kind]} bytes exceeded for {of}"
            raise AwsError("LimitExceededException", text)
        owner.grants.inline = documents
        return {}

    return handle


def delete_inline(kind: str) -> Handler:
    """Take an inline policy away."""

    def handle(call: Call, body: Body) -> Body:
        owner = FIND[kind](call, body)
        _refuse_linked(owner)
        _document(kind, owner, body["PolicyName"])
        del owner.grants.inline[body["PolicyName"]]
        return {}

    return handle


def _document(kind: str, owner: User | Role, name: str) -> str:
    if name not in owner.grants.inline:
        text = f"The {kind.lower()} policy with name {name} cannot be found."
        raise AwsError("NoSuchEntityException", text)
    return owner.grants.inline[name]


def _refuse_linked(owner: User | Role) -> None:
    if isinstance(owner, Role) and owner.path.startswith(LINKED):
        text = f"Cannot perform the operation on the protected role '{owner.name}'"
        raise AwsError("UnmodifiableEntityException", text)


def _checked(document: str) -> str:
    try:
        parsed = json.loads(document)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict) or "Statement" not in parsed:
        raise AwsError("MalformedPolicyDocumentException", "Syntax errors in policy.")
    return document
