"""What else was done in acme's account, as CloudTrail tells: by people, by pipelines, by AWS.

Somebody uses bob's password and key: he signs in without MFA, is refused what would give him more,
opens port 22 of the container instances to everybody, and runs a command in a container. Root was
used last week; an old key works in another Region; the route of the search indexers was deleted.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ecstui.sim.call import Body
from ecstui.sim.scenarios.acme.account import ACCOUNT, REGION, plane
from ecstui.sim.scenarios.acme.catalogue import DATA, WEB
from ecstui.sim.scenarios.acme.network.routes import INDEX_TABLE
from ecstui.sim.scenarios.acme.network.security import POOL_GROUPS
from ecstui.sim.scenarios.acme.people import EXPORTER
from ecstui.sim.scenarios.actors import Actor
from ecstui.sim.services.cloudtrail.planting import SIGN_IN, Caller, Happening, plant
from ecstui.sim.services.cloudtrail.trails import trails
from ecstui.sim.services.iam import IamState
from ecstui.sim.services.iam.last_used import GLOBAL_REGION, use
from ecstui.sim.world import Identity, World

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
STRANGER = "192.0.2.55"
"""From where bob's credentials are used today; he himself works at 203.0.113.31."""
AWS_CLI = "aws-cli/2.27.0 md/Botocore#2.27.0 ua/2.1 os/linux lang/python#3.12.3"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
ELSEWHERE = "eu-west-1"
IAM = "iam.amazonaws.com"
ROOT = "root"
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
SSH_OPENED_BEFORE = 100 * MINUTE
ROUTE_DELETED_BEFORE = 70 * MINUTE
"""As `network` has it."""


def begin(world: World, arrival: float) -> None:
    """Have everything on the agenda."""
    _trail(world)
    for before, happening in (*_people(world), *_programs(world)):
        world.at(arrival - before, happening)


def _trail(world: World) -> None:
    """Acme's trail delivers to CloudWatch Logs too, which has failed since somebody's clean-up."""
    (trail,) = trails(world, ACCOUNT)
    group = "log-group:cloudtrail/management-events:*"
    trail.log_group = f"arn:aws:logs:{trail.home_region}:{ACCOUNT}:{group}"
    trail.logs_error = "AccessDenied"


def user(world: World, name: str, source_ip: str, agent: str, *, key: bool = True) -> Caller:
    """An IAM user, who signs with the access key of theirs that is active.

    :param key: whether with one at all; not in the console.
    """
    state = world.state(IamState, ACCOUNT, "global")
    element: Body = {
        "type": "IAMUser",
        "principalId": state.users[name].id,
        "arn": state.users[name].arn,
        "accountId": ACCOUNT,
        "userName": name,
    }
    if key:
        element["accessKeyId"] = next(it.id for it in state.keys_of(name) if it.active)
    return Caller(element, name, source_ip, agent)


def role(world: World, name: str, session: str, source_ip: str, agent: str) -> Caller:
    """A session of a role, which began in the AWS console with MFA if it was from there."""
    digits = world.hex_id(f"role:{name}", 17).upper()
    console = agent == BROWSER
    issuer = {
        "type": "Role",
        "principalId": f"AROA{digits}",
        "arn": f"arn:aws:iam::{ACCOUNT}:role/{name}",
        "accountId": ACCOUNT,
        "userName": name,
    }
    attributes = {"mfaAuthenticated": "true" if console else "false"}
    element: Body = {
        "type": "AssumedRole",
        "principalId": f"AROA{digits}:{session}",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{session}",
        "accountId": ACCOUNT,
        "accessKeyId": f"ASIA{world.hex_id(f'session:{name}', 9).upper()}EXAMPLE",
        "sessionContext": {"sessionIssuer": issuer, "attributes": attributes},
    }
    return Caller(element, session, source_ip, agent, from_console=console)


def root(source_ip: str) -> Caller:
    """The account's root user."""
    arn = f"arn:aws:iam::{ACCOUNT}:root"
    element = {"type": "Root", "principalId": ACCOUNT, "arn": arn, "accountId": ACCOUNT}
    return Caller(element, ROOT, source_ip, BROWSER)


Timed = tuple[float, Callable[[], None]]
"""Seconds before the arrival, and what happens then."""


def _in(world: World, region: str, caller: Caller, source: str, name: str, **more: Any) -> Any:
    return partial(plant, world, ACCOUNT, region, caller, Happening(source, name, **more))


def sign_in(
    world: World, region: str, caller: Caller, *, mfa: bool, success: bool = True
) -> Callable[[], None]:
    """Somebody signs in to the console, or tries to."""
    found: dict[str, Any] = {
        "response": {"ConsoleLogin": "Success" if success else "Failure"},
        "additional": {"MobileVersion": "No", "MFAUsed": "Yes" if mfa else "No"},
    }
    if not success:
        found["error"] = ("", "Failed authentication")
    event: Callable[[], None] = _in(world, region, caller, SIGN_IN, "ConsoleLogin", **found)

    def happen() -> None:
        event()
        if success:
            _password_used(world, caller.username)

    return happen


def _password_used(world: World, name: str) -> None:
    """IAM notes it, for the root user too."""
    state = world.state(IamState, ACCOUNT, "global")
    if name == ROOT and state.root is not None:
        state.root.password_used_at = world.now
    elif name != ROOT and (password := state.users[name].password):
        password.used_at = world.now


def _by_key(world: World, caller: Caller, event: Callable[[], None]) -> Callable[[], None]:
    """A call of IAM that the caller's access key signs, of which IAM notes the use."""

    def happen() -> None:
        event()
        _key_used(world, caller, "iam", GLOBAL_REGION)

    return happen


def _key_used(world: World, caller: Caller, service: str, region: str) -> None:
    key = world.state(IamState, ACCOUNT, "global").keys[str(caller.element["accessKeyId"])]
    use(key, world.now, service, region)


def _people(world: World) -> Iterator[Timed]:
    yield from _root(world)
    carol = user(world, "carol", "203.0.113.40", BROWSER, key=False)
    yield 150 * MINUTE, sign_in(world, "ap-southeast-2", carol, mfa=True)
    yield from _stranger(world)
    dave = role(world, "network-admin", "dave", "203.0.113.52", BROWSER)
    route = {"routeTableId": INDEX_TABLE, "destinationCidrBlock": "0.0.0.0/0"}
    yield ROUTE_DELETED_BEFORE, _in(
        world, REGION, dave, "ec2.amazonaws.com", "DeleteRoute", request=route,
        response={"_return": True}, resources=(("AWS::EC2::RouteTable", INDEX_TABLE),),
    )  # fmt: skip
    alice = role(world, "ops", "alice", "203.0.113.24", AWS_CLI)
    made = {"accessKey": {"userName": "carol", "status": "Active"}}
    yield 19 * DAY, _in(
        world, REGION, alice, IAM, "CreateAccessKey", request={"userName": "carol"}, response=made,
        resources=(("AWS::IAM::User", "carol"),),
    )  # fmt: skip


def _root(world: World) -> Iterator[Timed]:
    """Root was used last week."""
    at_home = root("203.0.113.9")
    yield 6 * DAY, sign_in(world, "us-east-1", at_home, mfa=True)
    policy = {"minimumPasswordLength": 14, "requireSymbols": True}
    name = "UpdateAccountPasswordPolicy"
    yield 6 * DAY - 4 * MINUTE, _in(world, REGION, at_home, IAM, name, request=policy)


def _stranger(world: World) -> Iterator[Timed]:
    """Somebody uses bob's password, and then his key."""
    stranger = user(world, "bob", STRANGER, BROWSER, key=False)
    for number in range(4):
        yield (
            126 * MINUTE - 20 * number,
            sign_in(world, "us-east-1", stranger, mfa=False, success=False),
        )
    yield 123 * MINUTE, sign_in(world, "us-east-1", stranger, mfa=False)
    bob = user(world, "bob", STRANGER, AWS_CLI)
    for number, (call, asked) in enumerate(_refused()):
        words = f"User: {bob.element['arn']} is not authorized to perform: iam:{call}"
        error = ("AccessDenied", f"{words} because no identity-based policy allows it")
        event = _in(world, REGION, bob, IAM, call, request=asked, error=error)
        yield 118 * MINUTE - 25 * number, _by_key(world, bob, event)
    yield SSH_OPENED_BEFORE, partial(_open_ssh, world, bob)
    yield 21 * MINUTE, _executed(world, bob)


def _refused() -> Iterator[tuple[str, Body]]:
    """What bob's key may not do."""
    yield "CreateUser", {"userName": "support"}
    yield "CreateAccessKey", {"userName": "carol"}
    yield "AttachUserPolicy", {"userName": "bob", "policyArn": ADMIN}
    yield "CreateLoginProfile", {"userName": "smtp-relay"}
    yield "UpdateAssumeRolePolicy", {"roleName": "infra"}
    yield "DeactivateMFADevice", {"userName": "carol"}


def _open_ssh(world: World, bob: Caller) -> None:
    """He opens port 22 of the container instances to everybody."""
    element = bob.element
    who = Identity(ACCOUNT, str(element["arn"]), str(element["principalId"]))
    actor = Actor(who, REGION, str(element["accessKeyId"]), bob.source_ip, bob.user_agent)
    everybody = [{"CidrIp": "0.0.0.0/0", "Description": "temporary"}]
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": everybody}
    body = {"GroupId": POOL_GROUPS["data-asg"], "IpPermissions": [rule]}
    actor.call(world, "AuthorizeSecurityGroupIngress", body, service="ec2")


def _executed(world: World, bob: Caller) -> Callable[[], None]:
    """And runs a shell in a container of the sessions."""

    def happen() -> None:
        tasks = plane(world).state.clusters[WEB].services["sessions"].tasks
        task = next(iter(tasks.values())).arn
        asked = {"cluster": WEB, "task": task, "container": "app", "command": "/bin/sh",
                 "interactive": True}  # fmt: skip
        told = {"clusterArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{WEB}", "taskArn": task,
                "containerName": "app", "interactive": True}  # fmt: skip
        what = Happening(
            "ecs.amazonaws.com", "ExecuteCommand", asked, told,
            resources=(("AWS::ECS::Task", task),),
        )  # fmt: skip
        plant(world, ACCOUNT, REGION, bob, what)
        _key_used(world, bob, "ecs", REGION)

    return happen


def _programs(world: World) -> Iterator[Timed]:
    yield from _exporter(world)
    yield from _pipeline(world)
    yield from _terraform(world)


def _exporter(world: World) -> Iterator[Timed]:
    """An old key works in another Region."""
    agent = "Boto3/1.26.0 md/Botocore#1.29.0"
    exporter = user(world, EXPORTER, "198.51.100.91", agent)
    for number in range(4):
        yield (number * 55 + 12) * MINUTE, _in(
            world, ELSEWHERE, exporter, "athena.amazonaws.com", "StartQueryExecution",
            request={"queryString": "***", "workGroup": "reports"},
            response={"queryExecutionId": world.uuid("athena")},
        )  # fmt: skip


def _pipeline(world: World) -> Iterator[Timed]:
    """What deploys updates a stack, which does the rest."""
    pipeline = role(
        world, "github-actions", "acme-deploy-4711", "198.51.100.7",
        "aws-sdk-js/3.883.0 ua/2.1 os/linux lang/js configure-aws-credentials-for-github-actions",
    )  # fmt: skip
    stack = {"stackName": "acme-edge", "capabilities": ["CAPABILITY_IAM"]}
    yield (
        95 * MINUTE,
        _in(world, REGION, pipeline, "cloudformation.amazonaws.com", "UpdateStack", request=stack),
    )
    for name, source, asked in (
        ("ModifyRule", "elasticloadbalancing.amazonaws.com", {"ruleArn": _balancing("rule")}),
        ("PutRolePolicy", IAM, {"roleName": "acme-edge-log", "policyName": "write"}),
    ):
        yield 94 * MINUTE, _in(world, REGION, _by_stack(pipeline), source, name, request=asked)


def _terraform(world: World) -> Iterator[Timed]:
    terraform = role(world, "infra", "terraform", "198.51.100.12", "HashiCorp Terraform/1.13.3")
    policy = {"repositoryName": "acme/checkout", "lifecyclePolicyText": "{}"}
    yield 160 * MINUTE, _in(
        world, REGION, terraform, "ecr.amazonaws.com", "PutLifecyclePolicy", request=policy,
        resources=(("AWS::ECR::Repository", "acme/checkout"),),
    )  # fmt: skip
    yield 155 * MINUTE, _in(
        world, REGION, terraform, "autoscaling.amazonaws.com", "UpdateAutoScalingGroup",
        request={"autoScalingGroupName": "data-asg", "maxSize": 9},
        resources=(("AWS::AutoScaling::AutoScalingGroup", "data-asg"), ("cluster", DATA)),
    )  # fmt: skip


def _balancing(kind: str) -> str:
    return f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:listener-{kind}/app/edge/0a1b2c3d/1/2"


def _by_stack(pipeline: Caller) -> Caller:
    """CloudFormation calls in the name of whoever updates the stack."""
    service = "cloudformation.amazonaws.com"
    element = {**pipeline.element, "invokedBy": service}
    return Caller(element, pipeline.username, service, service)
