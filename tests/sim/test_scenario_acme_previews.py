"""What of the scenario acme the console's previews look at, at the arrival and after."""

import functools
from typing import Any

import pytest

from ecstui.sim import scenarios
from ecstui.sim.call import AwsError, Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.ecr import Gone, digest_of
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.world import World
from tests.acme import ARRIVAL

ACCOUNT, REGION, KEY = "123456789012", "ap-northeast-1", "AKIAIOSFODNN7EXAMPLE"
SEEDS = [7, 8]
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/"
WEB = "service/prod-web/"


def ask(world: World, api: str, operation: str, **body: Any) -> dict[str, Any]:
    me = world.identities[KEY]
    return dispatch(Call(world, me, REGION, api, operation, "request"), body)


def arrive(seed: int) -> World:
    return scenarios.build("acme", seed=seed, start=ARRIVAL)


@functools.cache
def arrived(seed: int) -> World:
    """For tests that only look."""
    return arrive(seed)


@pytest.fixture(params=SEEDS)
def arrival(request: pytest.FixtureRequest) -> World:
    return arrived(request.param)


def service(world: World, name: str) -> dict[str, Any]:
    answer = ask(world, "ecs", "DescribeServices", cluster="prod-web", services=[name])
    return dict(answer["services"][0])


def targets(world: World) -> dict[str, dict[str, Any]]:
    answer = ask(
        world, "application-autoscaling", "DescribeScalableTargets", ServiceNamespace="ecs"
    )
    return {each["ResourceId"].removeprefix(WEB): each for each in answer["ScalableTargets"]}


def not_scaled(world: World, name: str) -> set[str]:
    answer = ask(
        world,
        "application-autoscaling",
        "DescribeScalingActivities",
        ServiceNamespace="ecs",
        ResourceId=WEB + name,
        IncludeNotScaledActivities=True,
    )
    activities = answer["ScalingActivities"]
    return {reason["Code"] for each in activities for reason in each["NotScaledReasons"]}


def test_four_services_scale(arrival: World) -> None:
    found = targets(arrival)
    counts = {name: service(arrival, name)["desiredCount"] for name in found}
    assert counts == {"storefront": 16, "bff-web": 10, "orders-api": 10, "sessions": 6}
    assert found["storefront"]["MaxCapacity"] == 16
    assert not_scaled(arrival, "storefront") == {"AlreadyAtMaxCapacity"}
    assert all(found["orders-api"]["SuspendedState"].values())
    assert found["sessions"]["MaxCapacity"] == 4
    assert found["bff-web"]["MinCapacity"] < 10 < found["bff-web"]["MaxCapacity"]
    answer = ask(
        arrival, "application-autoscaling", "DescribeScalingPolicies", ServiceNamespace="ecs"
    )
    assert len(answer["ScalingPolicies"]) == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_the_counts_stay_until_somebody_changes_them(seed: int) -> None:
    world = arrive(seed)
    for _ in range(4):
        world.advance(3600)
        counts = [service(world, name)["desiredCount"] for name in sorted(targets(world))]
        assert counts == [10, 10, 6, 16]
    body = {"cluster": "prod-web", "service": "bff-web", "desiredCount": 30}
    ask(world, "ecs", "UpdateService", **body)
    world.advance(30 * 60)
    assert service(world, "bff-web")["desiredCount"] == 10


def images_of(world: World) -> set[str]:
    families = world.state(EcsState, ACCOUNT, REGION).families.values()
    definitions = [definition for revisions in families for definition in revisions.values()]
    return {spec.image for each in definitions for spec in each.containers}


def test_all_images_are_there_but_those_that_are_meant_to_be_missing(arrival: World) -> None:
    missing = {}
    for image in images_of(arrival):
        found = digest_of(arrival, ACCOUNT, REGION, image)
        assert (found is None) == (not image.startswith(REGISTRY))
        if isinstance(found, Gone):
            missing[image.removeprefix(REGISTRY).partition(":")[0]] = found.why
    assert missing == {
        "acme/ledger-export": "not found",
        "acme/payments-api": "not found",
        "acme/pricing": "archived",
    }


@pytest.mark.parametrize(("name", "why"), [("payments-api", "not found"), ("pricing", "archived")])
def test_a_rollback_finds_the_image_missing(arrival: World, name: str, why: str) -> None:
    running = service(arrival, name)["taskDefinition"]
    family, _, revision = running.rpartition(":")

    def image(arn: str) -> str:
        body = ask(arrival, "ecs", "DescribeTaskDefinition", taskDefinition=arn)["taskDefinition"]
        return str(body["containerDefinitions"][0]["image"])

    before = image(f"{family}:{int(revision) - 1}")
    assert digest_of(arrival, ACCOUNT, REGION, before) == Gone(why)
    assert isinstance(digest_of(arrival, ACCOUNT, REGION, image(running)), str)


def test_running_digests_are_those_in_the_registry(arrival: World) -> None:
    for name in ("checkout", "storefront", "cart"):
        revisions = [each["arn"] for each in service(arrival, name)["currentServiceRevisions"]]
        answer = ask(arrival, "ecs", "DescribeServiceRevisions", serviceRevisionArns=revisions)
        for revision in answer["serviceRevisions"]:
            app = next(i for i in revision["containerImages"] if i["containerName"] == "app")
            repository, _, tag = app["image"].removeprefix(REGISTRY).partition(":")
            asked = {"repositoryName": repository, "imageIds": [{"imageTag": tag}]}
            (detail,) = ask(arrival, "ecr", "DescribeImages", **asked)["imageDetails"]
            assert detail["imageDigest"] == app["imageDigest"]


def test_there_are_older_and_newer_images(arrival: World) -> None:
    for name in ("cart", "checkout", "kafka-connect"):
        answer = ask(arrival, "ecr", "DescribeImages", repositoryName=f"acme/{name}")
        tagged = [detail for detail in answer["imageDetails"] if "imageTags" in detail]
        order = sorted(tagged, key=lambda detail: detail["imagePushedAt"])
        tags = [detail["imageTags"][0] for detail in order]
        known = {image.rpartition(":")[2] for image in images_of(arrival)}
        assert len(set(tags[:3]) - known) == 3
        assert tags[-1] not in known
        assert set(tags) & known


def test_target_groups_have_healthy_targets(arrival: World) -> None:
    groups = ask(arrival, "elbv2", "DescribeTargetGroups")["TargetGroups"]
    assert len(groups) > 20
    (arn,) = [g["TargetGroupArn"] for g in groups if g["TargetGroupName"] == "cart-8080"]
    health = ask(arrival, "elbv2", "DescribeTargetHealth", TargetGroupArn=arn)
    states = [each["TargetHealth"]["State"] for each in health["TargetHealthDescriptions"]]
    assert states == ["healthy"] * 8
    for group in groups:
        ask(arrival, "elbv2", "DescribeTargetHealth", TargetGroupArn=group["TargetGroupArn"])


def test_one_subnet_is_small_and_its_service_is_off(arrival: World) -> None:
    found = ask(arrival, "ec2", "DescribeSubnets")["Subnets"][:4]
    assert [s["CidrBlock"] for s in found] == [
        "10.20.0.0/20",
        "10.20.16.0/20",
        "10.20.32.0/20",
        "10.20.48.0/28",
    ]
    free = [s["AvailableIpAddressCount"] for s in found]
    assert free[3] == 11
    assert all(3900 < count < 4091 for count in free[:3])
    network = service(arrival, "loyalty")["networkConfiguration"]["awsvpcConfiguration"]
    assert network["subnets"] == [found[3]["SubnetId"]]


def test_the_quota_leaves_room_but_not_for_everything(arrival: World) -> None:
    answer = ask(arrival, "service-quotas", "ListServiceQuotas", ServiceCode="fargate")
    assert [quota["Value"] for quota in answer["Quotas"]] == [200.0, 4000.0]


def test_every_role_of_a_task_definition_is_there(arrival: World) -> None:
    names = set()
    for revisions in arrival.state(EcsState, ACCOUNT, REGION).families.values():
        for definition in revisions.values():
            body = definition.body
            names |= {body["taskRoleArn"], body["executionRoleArn"]}
    for arn in names:
        role = ask(arrival, "iam", "GetRole", RoleName=arn.rpartition("/")[2])["Role"]
        assert role["Arn"] == arn
    mine = f"arn:aws:iam::{ACCOUNT}:role/ops"
    asked = {"PolicySourceArn": mine, "ActionNames": ["ecs:UpdateService"]}
    (result,) = ask(arrival, "iam", "SimulatePrincipalPolicy", **asked)["EvaluationResults"]
    assert result["EvalDecision"] == "allowed"
    with pytest.raises(AwsError, match="NoSuchEntity"):
        ask(arrival, "iam", "GetRole", RoleName="nobody")


def look(world: World) -> list[Any]:
    groups = ask(world, "elbv2", "DescribeTargetGroups")["TargetGroups"]
    return [
        ask(world, "application-autoscaling", "DescribeScalableTargets", ServiceNamespace="ecs"),
        ask(
            world,
            "application-autoscaling",
            "DescribeScalingActivities",
            ServiceNamespace="ecs",
        ),
        ask(world, "ecr", "DescribeImages", repositoryName="acme/checkout"),
        ask(world, "ec2", "DescribeSubnets"),
        [
            ask(world, "elbv2", "DescribeTargetHealth", TargetGroupArn=group["TargetGroupArn"])
            for group in groups
        ],
    ]


def test_the_same_seed_gives_the_same_world() -> None:
    seen: list[list[Any]] = [[], []]
    for log in seen:
        world = arrive(7)
        for _ in range(6):
            log.append(look(world))
            count = {"cluster": "prod-web", "service": "bff-web", "desiredCount": 3}
            if not log[1:]:
                ask(world, "ecs", "UpdateService", **count)
            world.advance(240)
    assert seen[0] == seen[1]
    assert [len(each[1]["ScalingActivities"]) for each in (seen[0][0], seen[0][-1])] == [0, 2]
