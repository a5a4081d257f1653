"""Who did something, and what sort of agent that is."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ecstui.model.trail_event import TrailEvent, UserIdentity


class Agent(StrEnum):
    """What acts."""

    PERSON = "person"
    CI = "CI"
    CLOUDFORMATION = "CloudFormation"
    TERRAFORM = "Terraform"
    AUTOSCALING = "autoscaling"
    SERVICE = "AWS service"
    TASK = "task"
    """A program with the role of its ECS task: its session is named by the task's id."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who called.

    :param name: a user's name, `role/session` of an assumed role, `root`, or an AWS service.
    :param source_ip: an address, or the AWS service that called.
    :param via: the program, e.g. `console`, `aws-cli`, `Terraform`.
    :param mfa: whether the session had been signed in with MFA; None where nothing is said.
    :param key: the access key's id, which is no secret.
    :param other_account: the account that it is of, where that is another one.
    """

    agent: Agent
    type: str
    name: str
    source_ip: str = ""
    via: str = ""
    mfa: bool | None = None
    key: str = ""
    role_arn: str = ""
    other_account: str = ""

    @property
    def is_root(self) -> bool:
        """Whether it was the account's root user."""
        return self.type == "Root"


AUTOSCALING_ROLES = ("AWSServiceRoleForApplicationAutoScaling_", "AWSServiceRoleForAutoScaling")
SCALERS = ("application-autoscaling.amazonaws.com", "autoscaling.amazonaws.com")
CLOUDFORMATION = "cloudformation.amazonaws.com"
SERVICE_ROLE = "/aws-service-role/"
_TASK_ID = re.compile(r"[0-9a-f]{32}")
_PIPELINE = re.compile(
    r"(?:^|[^a-z0-9])(?:ci|cd|cicd|deploy(?:er|ment)?|pipeline|github(?:actions)?|gitlab|jenkins|"
    r"circleci|buildkite|codebuild|codepipeline|actions|argocd|spinnaker)(?:$|[^a-z0-9])",
    re.IGNORECASE,
)
"""Words in the names of roles, sessions and users that pipelines have; a convention, no rule."""
_TERRAFORM = re.compile(r"terraform|opentofu|pulumi", re.IGNORECASE)
_CONSOLE = re.compile(r"console\.amazonaws\.com|signin\.amazonaws\.com|^Mozilla/|AWS-Console")
PROGRAMS = (
    (re.compile(r"terraform", re.IGNORECASE), "Terraform"),
    (re.compile(r"opentofu", re.IGNORECASE), "OpenTofu"),
    (re.compile(r"pulumi", re.IGNORECASE), "Pulumi"),
    (re.compile(r"ecstui/"), "ecstui"),
    (re.compile(r"aws-cli/"), "aws-cli"),
    (_CONSOLE, "console"),
    (re.compile(r"boto3|botocore", re.IGNORECASE), "boto3"),
    (re.compile(r"aws-sdk-(\w+)"), "aws-sdk"),
)
"""In the order in which they are looked for: Terraform's agent names the SDK too."""


def actor_of(event: TrailEvent) -> Actor:
    """Who made the call."""
    who = event.identity
    return Actor(
        agent=_agent(event),
        type=who.type,
        name=_name(event),
        source_ip=event.source_ip or "",
        via=_via(event),
        mfa=who.mfa,
        key=who.access_key_id or "",
        role_arn=who.role_arn or "",
        other_account=_other(event),
    )


def is_of_task(actor: Actor) -> bool:
    """Whether it has the credentials of an ECS task, by whatever program."""
    return actor.type == "AssumedRole" and bool(_TASK_ID.fullmatch(actor.name.rpartition("/")[2]))


def _other(event: TrailEvent) -> str:
    account = event.identity.account or ""
    return account if account and event.account and account != event.account else ""


def _name(event: TrailEvent) -> str:
    who = event.identity
    if who.type == "Root":
        return "root"
    if who.type == "AWSService":
        return who.invoked_by or event.source_ip or "an AWS service"
    if who.type == "AssumedRole" and who.arn:
        return who.arn.split(":", 5)[-1].partition("/")[2] or who.arn
    return who.user_name or event.username or _last(who) or "somebody"


def _last(who: UserIdentity) -> str:
    return (who.arn or "").rsplit("/", 1)[-1]


def _session(event: TrailEvent) -> str:
    return _last(event.identity) if event.identity.type == "AssumedRole" else ""


def _agent(event: TrailEvent) -> Agent:
    """The first that fits: what AWS says of itself, then programs, then names, then persons."""
    who, program = event.identity, event.user_agent or ""
    origins = {who.invoked_by, event.source_ip}
    if who.type == "Root" and not who.invoked_by:
        return Agent.PERSON
    if CLOUDFORMATION in origins:
        return Agent.CLOUDFORMATION
    if _scales(who) or any(str(each).endswith(SCALERS) for each in origins):
        return Agent.AUTOSCALING
    if _TERRAFORM.search(program):
        return Agent.TERRAFORM
    if _is_service(who) or any(str(each).endswith(".amazonaws.com") for each in origins):
        return Agent.SERVICE
    if _TASK_ID.fullmatch(_session(event)):
        return Agent.TASK
    if _is_pipeline(event):
        return Agent.CI
    return Agent.PERSON if who.type in PERSONAL else Agent.UNKNOWN


PERSONAL = frozenset(
    {"IAMUser", "AssumedRole", "FederatedUser", "SAMLUser", "IdentityCenterUser", "Root"}
)
"""What a person may act as."""


def _scales(who: UserIdentity) -> bool:
    return bool(who.role and who.role.startswith(AUTOSCALING_ROLES))


def _is_service(who: UserIdentity) -> bool:
    return who.type == "AWSService" or SERVICE_ROLE in (who.role_arn or "")


def _is_pipeline(event: TrailEvent) -> bool:
    who = event.identity
    if who.type == "WebIdentityUser":
        return True
    if event.console:
        return False
    names = (who.user_name, who.role, _session(event), event.username, event.user_agent)
    return any(_PIPELINE.search(name) for name in names if name)


def _via(event: TrailEvent) -> str:
    if event.console:
        return "console"
    program = event.user_agent or ""
    for pattern, name in PROGRAMS:
        if found := pattern.search(program):
            return f"{name}-{found[1]}" if pattern.groups else name
    if program.endswith(".amazonaws.com"):
        return program
    return program.split(" ", 1)[0][:30]
