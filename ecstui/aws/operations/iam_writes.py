"""Every operation that the console changes something in IAM with, which only the gate sends.

Those of policies put or take away one inline policy, `AWSRevokeOlderSessions`, and never another.
"""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation


def _write(name: str, why: str) -> Operation:
    """A changing operation of IAM; its IAM action has its name."""
    return Operation("iam", name, Access.WRITE, rates.IAM, (f"iam:{name}",), why)


PUT_ROLE_POLICY = _write("PutRolePolicy", "revoke the older sessions of a role")
DELETE_ROLE_POLICY = _write("DeleteRolePolicy", "take back that a role's sessions are revoked")
PUT_USER_POLICY = _write("PutUserPolicy", "cut the sessions that were made with a leaked key")
DELETE_USER_POLICY = _write("DeleteUserPolicy", "take back that a user's sessions are cut")
CREATE_ACCESS_KEY = _write("CreateAccessKey", "a new key for a user")
UPDATE_ACCESS_KEY = _write("UpdateAccessKey", "make a user's key inactive, or active again")
DELETE_ACCESS_KEY = _write("DeleteAccessKey", "end a user's key for good")
