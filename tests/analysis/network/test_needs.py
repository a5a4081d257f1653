from dataclasses import replace
from typing import Any

from ecstui.analysis.network.needs import Need, needs
from ecstui.model.container_definition import (
    ContainerDefinition,
    EnvironmentFile,
    LogConfiguration,
    RepositoryCredentials,
    Secret,
)
from ecstui.model.ecs import TaskDefinition
from tests.analysis.network.world import REGION

ECR = f"123456789012.dkr.ecr.{REGION}.amazonaws.com/acme/web:1"
PULL = ["ECR api", "ECR dkr", "S3"]


def names(*containers: ContainerDefinition, **how: bool) -> list[str]:
    definition = TaskDefinition("arn:td", "web", 1, "ACTIVE", containers)
    return [need.name for need in needs(definition, REGION, **how)]


def container(image: str = ECR, **more: Any) -> ContainerDefinition:
    return replace(ContainerDefinition("app", image), **more)


def logs(driver: str, **options: str) -> LogConfiguration:
    return LogConfiguration(driver, {k.replace("_", "-"): v for k, v in options.items()})


def test_an_image_of_ecr_needs_the_registry_and_the_layers() -> None:
    assert names(container()) == PULL
    assert names(container(), container()) == PULL


def test_other_images_come_over_the_internet() -> None:
    assert names(container("nginx")) == ["docker.io"]
    assert names(container("public.ecr.aws/x/fluent-bit:2")) == ["public.ecr.aws"]
    far = ECR.replace(REGION, "us-east-1")
    assert names(container(far)) == ["ECR in us-east-1"]
    assert names(container("not an image")) == []


def test_secrets_come_before_images() -> None:
    mine = Secret("DB", f"arn:aws:secretsmanager:{REGION}:1:secret:db")
    parameter = Secret("KEY", "/prod/key")
    assert names(container(secrets=(mine, parameter))) == ["secretsmanager", "ssm", *PULL]
    hidden = LogConfiguration("splunk", {}, (mine,))
    assert names(container(log_configuration=hidden)) == ["secretsmanager", *PULL]
    private = container("nginx", repository_credentials=RepositoryCredentials("arn:s"))
    assert names(private) == ["secretsmanager", "docker.io"]


def test_a_secret_of_another_region_is_not_reached_by_an_endpoint_of_this_one() -> None:
    far = Secret("DB", "arn:aws:secretsmanager:eu-west-1:1:secret:db:password::")
    key = Secret("KEY", "arn:aws:ssm:eu-west-1:1:parameter/prod/key")
    credentials = RepositoryCredentials("arn:aws:secretsmanager:eu-west-1:1:secret:hub")
    found = container("nginx", secrets=(far, key), repository_credentials=credentials)
    there = ["ssm in eu-west-1", "secretsmanager in eu-west-1"]
    assert names(found) == [*there, "docker.io"]
    definition = TaskDefinition("arn:td", "web", 1, "ACTIVE", (found,))
    assert [it.service for it in needs(definition, REGION)] == ["", "", ""]


def test_logs_of_cloudwatch() -> None:
    assert names(container(log_configuration=logs("awslogs"))) == [*PULL, "logs"]
    far = logs("awslogs", awslogs_region="eu-west-1")
    assert names(container(log_configuration=far)) == [*PULL, "logs in eu-west-1"]
    assert names(container(log_configuration=logs("json-file"))) == PULL


def test_environment_files_shells_and_instances() -> None:
    files = container("nginx", environment_files=(EnvironmentFile("arn:aws:s3:::b/f"),))
    assert names(files) == ["docker.io", "S3 files"]
    both = container(environment_files=files.environment_files)
    assert names(both) == [*PULL, "S3 files"]  # not the bucket of the layers
    assert names(container(), shell=True) == [*PULL, "ssmmessages"]
    assert names(container("nginx"), instance=True) == [
        "ecs", "ecs-agent", "ecs-telemetry", "docker.io",
    ]  # fmt: skip


def test_a_need_says_what_for() -> None:
    (first, *_) = needs(TaskDefinition("arn:td", "web", 1, "ACTIVE", (container(),)), REGION)
    why = "authorization to pull the image of app"
    assert first == Need("ECR api", "ecr.api", why, 443, ipv4_alone=True)


def test_a_need_knows_whether_its_name_has_ipv6_addresses() -> None:
    def by_ipv4_alone(*containers: ContainerDefinition) -> dict[str, bool]:
        found = needs(TaskDefinition("arn:td", "web", 1, "ACTIVE", containers), REGION)
        return {it.name: it.ipv4_alone for it in found}

    logging = container(log_configuration=logs("awslogs"))
    assert by_ipv4_alone(logging) == dict.fromkeys((*PULL, "logs"), True)
    dual = ECR.replace(".dkr.ecr.", ".dkr-ecr.").replace("amazonaws.com", "on.aws")
    assert by_ipv4_alone(container(dual)) == dict.fromkeys(PULL, False)
    assert by_ipv4_alone(container("nginx")) == {"docker.io": False}
    arn = f"arn:aws:secretsmanager:{REGION}:123456789012:secret:db-1"
    secret = container("nginx", secrets=(Secret("DB", arn), Secret("KEY", "/key")))
    assert by_ipv4_alone(secret) == {"secretsmanager": False, "ssm": True, "docker.io": False}
