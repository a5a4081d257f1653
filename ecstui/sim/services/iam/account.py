"""The account as a whole: GetAccountSummary and GetAccountPasswordPolicy."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.records import IamState

QUOTAS = {
    "UsersQuota": 5000,
    "GroupsQuota": 300,
    "RolesQuota": 1000,
    "PoliciesQuota": 1500,
    "InstanceProfilesQuota": 1000,
    "ServerCertificatesQuota": 20,
    "GroupsPerUserQuota": 10,
    "AccessKeysPerUserQuota": 2,
    "SigningCertificatesPerUserQuota": 2,
    "AttachedPoliciesPerUserQuota": 10,
    "AttachedPoliciesPerGroupQuota": 10,
    "AttachedPoliciesPerRoleQuota": 10,
    "AssumeRolePolicySizeQuota": 2048,
    "UserPolicySizeQuota": 2048,
    "GroupPolicySizeQuota": 5120,
    "RolePolicySizeQuota": 10240,
    "PolicySizeQuota": 6144,
    "VersionsPerPolicyQuota": 5,
    "PolicyVersionsInUseQuota": 10000,
}
"""The defaults (IAM user guide, "IAM and AWS STS quotas")."""


def get_account_summary(call: Call, body: Body) -> Body:
    """How many there are of everything, and how many there may be."""
    state = call.world.state(IamState, call.account, "global")
    devices = sum(user.mfa is not None for user in state.users.values())
    root = state.root is not None and state.root.mfa
    counts = {
        "Users": len(state.users),
        "Groups": len(state.groups),
        "Roles": len(state.roles),
        "Policies": sum(not policy.of_aws for policy in state.policies.values()),
        "InstanceProfiles": sum(bool(role.profile) for role in state.roles.values()),
        "ServerCertificates": 0,
        "Providers": 0,
        "PolicyVersionsInUse": len(state.policies),
        "MFADevices": devices + root,
        "MFADevicesInUse": devices + root,
        "AccountMFAEnabled": int(root),
        "AccountAccessKeysPresent": 0,
        "AccountPasswordPresent": int(state.root is not None),
        "AccountSigningCertificatesPresent": 0,
        "GlobalEndpointTokenVersion": 1,
    }
    return {"SummaryMap": counts | QUOTAS}


def get_account_password_policy(call: Call, body: Body) -> Body:
    """What passwords must be like.

    :raises AwsError: NoSuchEntityException, if nobody has set a policy.
    """
    policy = call.world.state(IamState, call.account, "global").password_policy
    if policy is None:
        text = f"The Password Policy with domain name {call.account} cannot be found."
        raise AwsError("NoSuchEntityException", text)
    return {"PasswordPolicy": dict(policy)}
