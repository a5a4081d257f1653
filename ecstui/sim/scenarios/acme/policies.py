"""What acme's users and roles may do: AWS's policies, its own, and those inside a user or role.

The simulator enforces none of them but the revocation of sessions; they are there to be read.
"""

import json

from ecstui.sim.call import Body
from ecstui.sim.scenarios.acme.account import ACCOUNT, REGION
from ecstui.sim.services.iam import IamState, add_group, add_policy
from ecstui.sim.world import World

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
INSTANCE = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def own(name: str) -> str:
    """The ARN of a policy of acme's."""
    return f"arn:aws:iam::{ACCOUNT}:policy/{name}"


def allow(*actions: str, resource: str = "*", **more: object) -> Body:
    """A statement that allows something."""
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource, **more}


def document(*statements: Body) -> Body:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


WITHOUT_MFA = {
    "Sid": "NothingWithoutMfa",
    "Effect": "Deny",
    "NotAction": ["iam:ChangePassword", "iam:EnableMFADevice", "iam:ListMFADevices"],
    "Resource": "*",
    "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
}
FROM_OFFICE = {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"]}}
POLICIES: dict[str, Body] = {
    "aws:AdministratorAccess": document(allow("*")),
    "aws:ReadOnlyAccess": document(allow("ecs:Describe*", "ecs:List*", "ec2:Describe*")),
    "aws:service-role/AmazonECSTaskExecutionRolePolicy": document(
        allow(
            "ecr:GetAuthorizationToken",
            "ecr:BatchCheckLayerAvailability",
            "ecr:GetDownloadUrlForLayer",
            "ecr:BatchGetImage",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        )
    ),
    "aws:service-role/AmazonEC2ContainerServiceforEC2Role": document(
        allow("ecs:RegisterContainerInstance", "ecs:Poll", "ecs:Submit*", "ecs:UpdateContainer*")
    ),
    "people-need-mfa": document(WITHOUT_MFA),
    "deploy-services": document(
        allow("ecs:RegisterTaskDefinition", "ecs:UpdateService", "ecs:Describe*"),
        allow(
            "iam:PassRole",
            Condition={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        ),
    ),
    "write-reports": document(
        allow("s3:PutObject", resource="arn:aws:s3:::acme-reports/*", Condition=FROM_OFFICE)
    ),
}
GROUPS = {
    "admins": [ADMINISTRATOR, own("people-need-mfa")],
    "developers": [READ_ONLY, own("people-need-mfa")],
    "deployers": [own("deploy-services")],
}
"""Name to the policies that are attached."""
RELAY = document(allow("ses:SendRawEmail"))
"""Inside a user, where nobody looks."""


def write_policies(world: World, created_at: float) -> None:
    """Make the policies and the groups that have them, and say what passwords must be like."""
    for name, text in POLICIES.items():
        add_policy(world, ACCOUNT, name, text, created_at=created_at)
    for name, attached in GROUPS.items():
        add_group(world, ACCOUNT, name, created_at=created_at).grants.attached = list(attached)
    world.state(IamState, ACCOUNT, "global").password_policy = {
        "MinimumPasswordLength": 8,
        "RequireSymbols": False,
        "RequireNumbers": True,
        "RequireUppercaseCharacters": True,
        "RequireLowercaseCharacters": True,
        "AllowUsersToChangePassword": True,
        "ExpirePasswords": False,
    }


def of_tasks(family: str) -> str:
    """The inline policy of a task role, JSON."""
    secrets = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{family}/*"
    bucket = f"arn:aws:s3:::acme-{family}/*"
    return json.dumps(
        document(
            allow("secretsmanager:GetSecretValue", resource=secrets),
            allow("s3:GetObject", "s3:PutObject", resource=bucket),
        )
    )
