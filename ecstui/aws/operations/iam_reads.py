"""Every operation that the console reads IAM with.

GetAccountAuthorizationDetails gives everybody's policies in one list, where reading them one by one
would take several calls for each user and role. Policies are no secrets; both AWS's managed
policies for auditors, SecurityAudit and IAMReadOnlyAccess, allow it.

GenerateCredentialReport has IAM make a list of what it knows already, at most every four hours, and
changes nothing else: its access level is Read (Service Authorization Reference), and both policies
allow it too. So a read-only console may call it; but since it starts a job, no pane does by being
watched: only `:credential-report`, which a person has to ask for.
"""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation


def _read(name: str, why: str) -> Operation:
    """A reading operation of IAM; its IAM action has its name."""
    return Operation("iam", name, Access.READ, rates.IAM, (f"iam:{name}",), why)


# First what every console reads: the first that needs no input is a doctor's question (`probes`).
LIST_ACCOUNT_ALIASES = _read("ListAccountAliases", "the account's name for the identity line")
GET_ROLE = _read("GetRole", "the whole ARN of the role in use, for what it may do")
SIMULATE_PRINCIPAL_POLICY = _read("SimulatePrincipalPolicy", "whether a change would be allowed")
GET_USER = _read("GetUser", "the whole ARN of a user whose key is rotated")
LIST_ACCESS_KEYS = _read("ListAccessKeys", "which keys a user has")
GET_ACCESS_KEY_LAST_USED = _read("GetAccessKeyLastUsed", "whether a key is still in use, and where")
LIST_USERS = _read("ListUsers", "which users there are")
GET_ACCOUNT_AUTHORIZATION_DETAILS = _read(
    "GetAccountAuthorizationDetails", "groups, roles and policies, and who has which"
)
GET_CREDENTIAL_REPORT = _read(
    "GetCredentialReport", "passwords, MFA and keys of everybody in one call"
)
GENERATE_CREDENTIAL_REPORT = _read(
    "GenerateCredentialReport", "a new credential report, when somebody asks for it"
)
GET_ACCOUNT_SUMMARY = _read("GetAccountSummary", "how near the account is to its quotas")
GET_ACCOUNT_PASSWORD_POLICY = _read("GetAccountPasswordPolicy", "what passwords must be like")
GET_LOGIN_PROFILE = _read("GetLoginProfile", "whether a user can sign in to the console")
LIST_MFA_DEVICES = _read("ListMFADevices", "whether a user has multi-factor authentication")
LIST_SIGNING_CERTIFICATES = _read(
    "ListSigningCertificates", "whether a user has an X.509 certificate"
)
GET_ROLE_POLICY = _read("GetRolePolicy", "whether a role's older sessions are revoked")
GET_USER_POLICY = _read("GetUserPolicy", "whether a user's older sessions are revoked")
LIST_ROLE_POLICIES = _read("ListRolePolicies", "how much room a role has for one more policy")
LIST_USER_POLICIES = _read("ListUserPolicies", "how much room a user has for one more policy")
