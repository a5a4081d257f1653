"""Whether what stands in a subnet reaches a service: what image pulls depend on."""

import pytest

from ecstui.sim import scenarios
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.ec2.network import Network, Place
from ecstui.sim.services.ec2.reach import reaches
from ecstui.sim.world import World
from tests.acme import ARRIVAL
from tests.world import ACCOUNT, REGION

PRIVATE, SMALL = "subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60004"
INDEX, REPORTING = "subnet-0a1b2c3d4e5f60031", "subnet-0a1b2c3d4e5f60071"


@pytest.fixture(scope="module")
def acme() -> World:
    return scenarios.build("acme", seed=7, start=ARRIVAL)


@pytest.mark.parametrize(
    ("subnet", "service", "there"),
    [
        (PRIVATE, "ecr.api", True),
        (INDEX, "ecr.api", False),  # its route is gone
        (INDEX, "logs", True),  # an endpoint has the name
        (REPORTING, "ecr.api", False),  # a blackhole
        (SMALL, "ecr.api", False),  # the ACL drops the answers
        (None, "ecr.api", True),
    ],
)
def test_by_routes_endpoints_and_acls(
    acme: World, subnet: str | None, service: str, there: bool
) -> None:
    assert reaches(Place.at(acme, ACCOUNT, REGION), subnet, service) is there


def test_where_no_network_is_declared_everything_is_reached() -> None:
    world = World(seed=7, start=ARRIVAL)
    assert reaches(Place(world, ACCOUNT, REGION, Network()), "subnet-1", "ecr.api")


def test_on_fargate_the_reason_is_that_of_the_registry_authorization() -> None:
    world = scenarios.build("acme", seed=8, start=ARRIVAL)
    me = world.identities["AKIAIOSFODNN7EXAMPLE"]

    def call(operation: str, **body: object) -> dict[str, list[dict[str, str]]]:
        found = Call(world, me, REGION, "ecs", operation, "request")
        return dict(dispatch(found, {"cluster": "prod-web", **body}))

    call("UpdateService", service="loyalty", desiredCount=1)
    world.advance(120)
    arns = call("ListTasks", serviceName="loyalty", desiredStatus="STOPPED")["taskArns"]
    reasons = {task["stoppedReason"] for task in call("DescribeTasks", tasks=arns)["tasks"]}
    assert reasons
    assert all("unable to retrieve ecr registry auth" in it for it in reasons)
    assert all("Please check your task network configuration" in it for it in reasons)
