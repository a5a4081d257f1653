"""AWS Identity and Access Management: who is in the account, with which keys, and may do what."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.iam import access_keys, users
from ecstui.sim.services.iam.aliases import list_account_aliases
from ecstui.sim.services.iam.key_making import add_access_key, told_secret
from ecstui.sim.services.iam.last_used import get_access_key_last_used
from ecstui.sim.services.iam.records import IamState, LastUse, add_role
from ecstui.sim.services.iam.roles import get_role
from ecstui.sim.services.iam.simulation import simulate_principal_policy
from ecstui.sim.services.iam.trail import resources
from ecstui.sim.services.iam.users import add_user

__all__ = [
    "SERVICE",
    "IamState",
    "LastUse",
    "add_access_key",
    "add_role",
    "add_user",
    "told_secret",
]

SERVICE = SimulatedService(
    name="iam",
    operations={
        "CreateAccessKey": Operation(access_keys.create_access_key, writes=True),
        "DeleteAccessKey": Operation(access_keys.delete_access_key, writes=True),
        "GetAccessKeyLastUsed": Operation(get_access_key_last_used),
        "GetRole": Operation(get_role),
        "GetUser": Operation(users.get_user),
        "ListAccessKeys": Operation(access_keys.list_access_keys),
        "ListAccountAliases": Operation(list_account_aliases),
        "ListUsers": Operation(users.list_users),
        "SimulatePrincipalPolicy": Operation(simulate_principal_policy),
        "UpdateAccessKey": Operation(access_keys.update_access_key, writes=True),
    },
    invalid_code="ValidationError",
    resources=resources,
)
