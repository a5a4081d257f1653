"""The requests that make acme's services: task definitions and services, from the catalogue."""

from ecstui.sim.call import Body
from ecstui.sim.scenarios.acme.account import (
    ACCOUNT,
    PRIVATE_SUBNETS,
    REGION,
    SMALL_SUBNET,
    repository,
    role,
    secret,
)
from ecstui.sim.scenarios.acme.catalogue import App
from ecstui.sim.scenarios.acme.network.security import group_of
from ecstui.sim.services.ecs.identifiers import derived

SIDECARS: dict[str, Body] = {
    "log-router": {
        "name": "log-router",
        "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.0",
        "cpu": 32,
        "memoryReservation": 64,
        "essential": False,
        "firelensConfiguration": {"type": "fluentbit"},
    },
    "envoy": {
        "name": "envoy",
        "image": "public.ecr.aws/appmesh/aws-appmesh-envoy:v1.29.12.1-prod",
        "cpu": 64,
        "memoryReservation": 128,
        "essential": True,
        "portMappings": [{"containerPort": 15000, "protocol": "tcp"}],
        "user": "1337",
    },
}


def task_definition(app: App, image: str, memory: int | None = None) -> Body:
    """What to register for one version of a service.

    :param memory: MiB, if not what the catalogue says.
    """
    memory = memory or app.memory
    body: Body = {
        "family": app.family,
        "taskRoleArn": role(f"{app.family}-task"),
        "executionRoleArn": role("ecs-task-execution"),
        "containerDefinitions": [
            _main(app, image, memory),
            *(_sidecar(app, name) for name in app.sidecars),
        ],
        "tags": tags(app),
    }
    if app.launch == "EC2":
        return {**body, "networkMode": "bridge", "requiresCompatibilities": ["EC2"]}
    return {
        **body,
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": str(app.cpu),
        "memory": str(memory),
        "runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
    }


def _main(app: App, image: str, memory: int) -> Body:
    container: Body = {
        "name": "app",
        "image": image,
        "essential": True,
        "environment": _environment(app),
        "secrets": [
            {"name": name, "valueFrom": secret(app.stage, app.name, name)} for name in app.secrets
        ],
        "logConfiguration": _logs(app, "app"),
    }
    if app.launch == "EC2":
        container |= {"cpu": app.cpu, "memory": memory}
    if app.port:
        host = {"hostPort": 0} if app.launch == "EC2" else {"hostPort": app.port}
        container["portMappings"] = [{"containerPort": app.port, "protocol": "tcp", **host}]
        container["healthCheck"] = health_check(app)
    return container


def health_check(app: App) -> Body:
    """Checkout is checked with more patience than the rest."""
    command = ["CMD-SHELL", f"curl -fsS http://localhost:{app.port}/healthz || exit 1"]
    if app.name == "checkout":
        times = {"interval": 15, "timeout": 5, "retries": 3, "startPeriod": 20}
    else:
        times = {"interval": 10, "timeout": 3, "retries": 3, "startPeriod": 15}
    return {"command": command, **times}


def _environment(app: App) -> list[Body]:
    values = {
        "SERVICE_NAME": app.name,
        "STAGE": app.stage,
        "AWS_REGION": REGION,
        "LOG_LEVEL": "info" if app.stage == "prod" else "debug",
        **dict(app.environment),
    }
    return [{"name": name, "value": value} for name, value in values.items()]


def _logs(app: App, prefix: str) -> Body:
    options = {
        "awslogs-group": f"/ecs/{app.cluster}/{app.name}",
        "awslogs-region": REGION,
        "awslogs-stream-prefix": prefix,
    }
    return {"logDriver": "awslogs", "options": options}


def _sidecar(app: App, name: str) -> Body:
    return {**SIDECARS[name], "logConfiguration": _logs(app, name)}


def tags(app: App) -> list[Body]:
    """Acme's tags on everything."""
    pairs = {"team": app.team, "env": app.stage, "managed-by": "terraform"}
    return [{"key": key, "value": value} for key, value in pairs.items()]


def service(app: App, definition: str) -> Body:
    """The request that makes a service."""
    body: Body = {
        "cluster": app.cluster,
        "serviceName": app.name,
        "taskDefinition": definition,
        "desiredCount": app.count,
        "deploymentConfiguration": {
            "minimumHealthyPercent": app.least,
            "maximumPercent": app.most,
            "deploymentCircuitBreaker": {"enable": app.breaker, "rollback": app.breaker},
        },
        "propagateTags": "SERVICE",
        "enableECSManagedTags": True,
        "tags": tags(app),
    }
    if app.balanced:
        body["loadBalancers"] = [_target(app)]
        body["healthCheckGracePeriodSeconds"] = 60
    return body | _capacity(app)


def _capacity(app: App) -> Body:
    if app.launch == "EC2":
        if not app.pool:
            return {"launchType": "EC2"}
        return {
            "capacityProviderStrategy": [{"capacityProvider": app.pool, "weight": 1}],
            "placementStrategy": [{"type": "spread", "field": ZONE}],
        }
    network = {
        "subnets": [SMALL_SUBNET.id] if app.cramped else list(PRIVATE_SUBNETS),
        "securityGroups": [group_of(app)],
        "assignPublicIp": "DISABLED",
    }
    body: Body = {"networkConfiguration": {"awsvpcConfiguration": network}}
    if app.launch == "SPOT":
        spot = [
            {"capacityProvider": "FARGATE", "base": 1, "weight": 1},
            {"capacityProvider": "FARGATE_SPOT", "weight": 3},
        ]
        return {**body, "capacityProviderStrategy": spot}
    return {**body, "launchType": "FARGATE"}


ZONE = "attribute:ecs.availability-zone"


def _target(app: App) -> Body:
    name = f"{app.family}-{app.port}"
    group = f"targetgroup/{name}/{derived(app.family, 'target-group', 16)}"
    return {
        "targetGroupArn": f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:{group}",
        "containerName": "app",
        "containerPort": app.port,
    }


def image(app: App, version: str) -> str:
    """The image of one version of a service."""
    return f"{repository(app.name)}:{version}"
