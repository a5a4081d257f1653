"""Every operation that turns the user's sign-in into credentials."""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation


def _credentials(service: str, name: str, why: str) -> Operation:
    """An operation with which botocore turns the user's sign-in into credentials."""
    return Operation(service, name, Access.WRITE, rates.STS, (), why)


CREDENTIAL_OPERATIONS: tuple[Operation, ...] = (
    _credentials("sts", "AssumeRole", "profiles with role_arn"),
    _credentials("sts", "AssumeRoleWithWebIdentity", "profiles with web_identity_token_file"),
    _credentials("sso", "GetRoleCredentials", "profiles of IAM Identity Center"),
    _credentials("sso-oidc", "CreateToken", "renews an IAM Identity Center sign-in"),
    _credentials("signin", "CreateOAuth2Token", "renews an `aws login` sign-in"),
)
"""Allowed only to the session that resolves credentials, which can call nothing else."""
