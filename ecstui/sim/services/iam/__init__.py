"""AWS Identity and Access Management: who is in the account, with which keys, and may do what."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.iam import access_keys, account, credentials, inline, users
from ecstui.sim.services.iam.aliases import list_account_aliases
from ecstui.sim.services.iam.authorization_details import get_account_authorization_details
from ecstui.sim.services.iam.credential_report import (
    generate_credential_report,
    get_credential_report,
)
from ecstui.sim.services.iam.key_making import add_access_key, told_secret
from ecstui.sim.services.iam.last_used import get_access_key_last_used
from ecstui.sim.services.iam.making import add_group, add_policy, add_role, add_user
from ecstui.sim.services.iam.records import IamState, LastUse
from ecstui.sim.services.iam.revocation import revoked
from ecstui.sim.services.iam.roles import get_role
from ecstui.sim.services.iam.simulation import simulate_principal_policy
from ecstui.sim.services.iam.trail import resources

__all__ = [
    "SERVICE",
    "IamState",
    "LastUse",
    "add_access_key",
    "add_group",
    "add_policy",
    "add_role",
    "add_user",
    "revoked",
    "told_secret",
]

SERVICE = SimulatedService(
    name="iam",
    operations={
        "CreateAccessKey": Operation(access_keys.create_access_key, writes=True),
        "DeleteAccessKey": Operation(access_keys.delete_access_key, writes=True),
        "DeleteRolePolicy": Operation(inline.delete_inline("Role"), writes=True),
        "DeleteUserPolicy": Operation(inline.delete_inline("User"), writes=True),
        "GenerateCredentialReport": Operation(generate_credential_report),
        "GetAccessKeyLastUsed": Operation(get_access_key_last_used),
        "GetAccountAuthorizationDetails": Operation(get_account_authorization_details),
        "GetAccountPasswordPolicy": Operation(account.get_account_password_policy),
        "GetAccountSummary": Operation(account.get_account_summary),
        "GetCredentialReport": Operation(get_credential_report),
        "GetLoginProfile": Operation(credentials.get_login_profile),
        "GetRole": Operation(get_role),
        "GetRolePolicy": Operation(inline.get_inline("Role")),
        "GetUser": Operation(users.get_user),
        "GetUserPolicy": Operation(inline.get_inline("User")),
        "ListAccessKeys": Operation(access_keys.list_access_keys),
        "ListAccountAliases": Operation(list_account_aliases),
        "ListAttachedRolePolicies": Operation(inline.list_attached("Role")),
        "ListAttachedUserPolicies": Operation(inline.list_attached("User")),
        "ListMFADevices": Operation(credentials.list_mfa_devices),
        "ListRolePolicies": Operation(inline.list_inline("Role")),
        "ListSigningCertificates": Operation(credentials.list_signing_certificates),
        "ListUserPolicies": Operation(inline.list_inline("User")),
        "ListUsers": Operation(users.list_users),
        "ListVirtualMFADevices": Operation(credentials.list_virtual_mfa_devices),
        "PutRolePolicy": Operation(inline.put_inline("Role"), writes=True),
        "PutUserPolicy": Operation(inline.put_inline("User"), writes=True),
        "SimulatePrincipalPolicy": Operation(simulate_principal_policy),
        "UpdateAccessKey": Operation(access_keys.update_access_key, writes=True),
    },
    invalid_code="ValidationError",
    resources=resources,
)
