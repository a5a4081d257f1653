from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.sim.world import World
from tests.world import call, create_service

GROUP = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0a"


async def test_a_service_with_all_that_panes_show(conn: ReadConnection, world: World) -> None:
    call(world, "RegisterTaskDefinition", family="web", networkMode="awsvpc", cpu="256",
         memory="512", requiresCompatibilities=["FARGATE"], containerDefinitions=[
             {"name": "app", "image": "web:1", "portMappings": [{"containerPort": 80}]}
         ])  # fmt: skip
    create_service(
        world, "shop", 1, taskDefinition="web",
        loadBalancers=[{"targetGroupArn": GROUP, "containerName": "app", "containerPort": 80}],
        healthCheckGracePeriodSeconds=90, enableExecuteCommand=True,
        availabilityZoneRebalancing="ENABLED", propagateTags="SERVICE",
        tags=[{"key": "team", "value": "money"}],
    )  # fmt: skip
    service = next(
        it for it in (await ecs.services(conn, "prod-web")).items if it.service_name == "shop"
    )
    (balancer,) = service.load_balancers
    assert (balancer.target_group_arn, balancer.container_name, balancer.container_port) == (
        GROUP,
        "app",
        80,
    )
    network = service.network_configuration
    assert network is not None
    assert network.awsvpc_configuration is not None
    assert network.awsvpc_configuration.subnets == ("subnet-0a", "subnet-0b")
    assert service.health_check_grace_period_seconds == 90
    assert service.enable_execute_command
    assert service.availability_zone_rebalancing == "ENABLED"
    assert service.propagate_tags == "SERVICE"
    assert [(tag.key, tag.value) for tag in service.tags] == [("team", "money")]
    assert service.platform_version is not None
    assert service.created_by is not None
    assert [it.requested_task_count for it in service.current_service_revisions] == [1]


async def test_the_capacity_strategy_of_a_service(conn: ReadConnection, world: World) -> None:
    call(world, "CreateCluster", clusterName="spot", capacityProviders=["FARGATE_SPOT"])
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 2, "base": 1}]
    call(world, "CreateService", cluster="spot", serviceName="batch", taskDefinition="cart",
         desiredCount=0, capacityProviderStrategy=strategy,
         networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-0a"]}})  # fmt: skip
    (service,) = (await ecs.services(conn, "spot")).items
    (item,) = service.capacity_provider_strategy
    assert (item.capacity_provider, item.weight, item.base) == ("FARGATE_SPOT", 2, 1)
    assert service.launch_type is None
