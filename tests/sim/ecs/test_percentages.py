"""Rolling deployments keep to their percentages at every step."""

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.world import Identity, World
from tests.sim.ecs.account import ACCOUNT, CHECK, NETWORK, REGION, container, definition, percents

ME = Identity(ACCOUNT, f"arn:aws:iam::{ACCOUNT}:user/me", "AIDAEXAMPLE")


class Direct:
    """The same account without HTTP: hypothesis asks often."""

    def __init__(self, seed: int) -> None:
        self.world = World(seed=seed)
        self.call("CreateCluster")

    def call(self, operation: str, **body: Any) -> dict[str, Any]:
        call = Call(self.world, ME, REGION, "ecs", operation, "request")
        return dispatch(call, body)

    def register(self, *, checked: bool) -> str:
        checks: dict[str, Any] = {"healthCheck": CHECK} if checked else {}
        answer = self.call("RegisterTaskDefinition", **definition("web", container(**checks)))
        return str(answer["taskDefinition"]["taskDefinitionArn"])

    def service(self) -> dict[str, Any]:
        return dict(self.call("DescribeServices", services=["web"])["services"][0])


@settings(max_examples=40, deadline=None)
@given(
    desired=st.integers(0, 12),
    least=st.integers(0, 100),
    most=st.integers(101, 300),
    checked=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_every_step_of_a_rollout_keeps_to_the_percentages(
    desired: int, least: int, most: int, checked: bool, seed: int
) -> None:
    account = Direct(seed)
    account.call(
        "CreateService",
        serviceName="web",
        taskDefinition=account.register(checked=checked),
        desiredCount=desired,
        launchType="FARGATE",
        networkConfiguration=NETWORK,
        deploymentConfiguration=percents(least, most),
    )
    account.world.advance(300)
    assert account.service()["runningCount"] == desired
    new = account.register(checked=checked)
    account.call("UpdateService", service="web", taskDefinition=new)
    lower, upper = math.ceil(desired * least / 100), desired * most // 100
    possible = lower < desired or upper > desired or desired == 0

    for _ in range(700):
        account.world.advance(2)
        service = account.service()
        running, pending = service["runningCount"], service["pendingCount"]
        assert running >= lower
        assert running + pending <= max(upper, desired)
        counts = [d["runningCount"] + d["pendingCount"] for d in service["deployments"]]
        assert sum(counts) == running + pending
        primary = service["deployments"][0]
        if primary["rolloutState"] == "COMPLETED":
            break

    assert (primary["rolloutState"] == "COMPLETED") == possible
    assert primary["taskDefinition"] == new


@settings(max_examples=20, deadline=None)
@given(steps=st.lists(st.integers(0, 9), min_size=1, max_size=5), seed=st.integers(0, 100))
def test_a_service_converges_on_whatever_was_asked_last(steps: list[int], seed: int) -> None:
    account = Direct(seed)
    account.call(
        "CreateService",
        serviceName="web",
        taskDefinition=account.register(checked=False),
        desiredCount=steps[0],
        launchType="FARGATE",
        networkConfiguration=NETWORK,
    )
    for number, desired in enumerate(steps):
        account.world.advance(7)
        body: dict[str, Any] = {"service": "web", "desiredCount": desired}
        if number % 2:
            body["taskDefinition"] = account.register(checked=False)
        account.call("UpdateService", **body)

    account.world.advance(900)

    service = account.service()
    assert service["runningCount"] == steps[-1]
    assert service["pendingCount"] == 0
    assert len(service["deployments"]) == 1
    cluster = account.call("DescribeClusters")["clusters"][0]
    assert cluster["runningTasksCount"] == steps[-1]
    assert cluster["pendingTasksCount"] == 0
