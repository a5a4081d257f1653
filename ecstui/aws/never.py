"""Operations that must never be added to the list, and why.

They look like reads, or IAM calls them so, but hand out a shell, a secret, authority or bulk data.
"""

from collections.abc import Mapping

NEVER: Mapping[str, str] = {
    "ssm:StartSession": "a shell in production",
    "secretsmanager:GetSecretValue": "yields secrets",
    "secretsmanager:BatchGetSecretValue": "yields secrets",
    "ssm:GetParameter": "yields secrets when it decrypts",
    "ssm:GetParameters": "yields secrets when it decrypts",
    "ssm:GetParametersByPath": "yields secrets when it decrypts",
    "ssm:GetParameterHistory": "yields secrets when it decrypts",
    "kms:Decrypt": "yields secrets",
    "ecr:GetAuthorizationToken": "yields a registry password",
    "ec2:GetPasswordData": "yields a Windows password",
    "rds:DownloadDBLogFilePortion": "yields customers' data",
    "s3:GetObject": "yields customers' data",
    "lambda:GetFunction": "yields a URL of the code",
    "iam:GenerateServiceLastAccessedDetails": "starts a job, though IAM calls it a read",
    "cloudformation:DetectStackDrift": "starts a job, though IAM calls it a read",
    "sts:GetSessionToken": "mints credentials",
    "sts:GetFederationToken": "mints credentials",
    "sts:GetWebIdentityToken": "mints credentials",
    "sts:GetDelegatedAccessToken": "mints credentials",
    "sts:AssumeRole": "mints credentials; only the resolution of credentials may",
    "sts:AssumeRoleWithWebIdentity": "mints credentials; only the resolution of credentials may",
    "sts:AssumeRoleWithSAML": "mints credentials",
    "sts:AssumeRoot": "mints credentials",
}
"""`service:Operation`, with botocore's name of the service, to the reason."""
