"""Fargate's quotas over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.service_quotas import QuotaState
from ecstui.sim.world import World
from tests.sim.raw import ACCOUNT, REGION

Ask = Callable[..., Any]
ON_DEMAND, SPOT = "L-3032A538", "L-36FBB829"


async def test_fargate_has_two_quotas_of_vcpus(ask: Ask, world: World) -> None:
    world.state(QuotaState, ACCOUNT, REGION).values[ON_DEMAND] = 256.0
    found = (await ask("service-quotas", "list_service_quotas", ServiceCode="fargate"))["Quotas"]
    assert {q["QuotaCode"]: (q["QuotaName"], q["Value"]) for q in found} == {
        ON_DEMAND: ("Fargate On-Demand vCPU resource count", 256.0),
        SPOT: ("Fargate Spot vCPU resource count", 4000.0),
    }
    classes = [q["UsageMetric"]["MetricDimensions"]["Class"] for q in found]
    assert classes == ["Standard/OnDemand", "Standard/Spot"]
    one = await ask(
        "service-quotas", "get_service_quota", ServiceCode="fargate", QuotaCode=ON_DEMAND
    )
    assert one["Quota"] == found[0]


async def test_pages(ask: Ask) -> None:
    first = await ask("service-quotas", "list_service_quotas", ServiceCode="fargate", MaxResults=1)
    rest = await ask(
        "service-quotas",
        "list_service_quotas",
        ServiceCode="fargate",
        NextToken=first["NextToken"],
    )
    assert [q["QuotaCode"] for q in first["Quotas"] + rest["Quotas"]] == [ON_DEMAND, SPOT]
    assert "NextToken" not in rest


@pytest.mark.parametrize(
    ("method", "parameters", "code"),
    [
        ("list_service_quotas", {"ServiceCode": "glue"}, "NoSuchResourceException"),
        (
            "get_service_quota",
            {"ServiceCode": "fargate", "QuotaCode": "L-0"},
            "NoSuchResourceException",
        ),
        (
            "list_service_quotas",
            {"ServiceCode": "fargate", "NextToken": "eA=="},
            "InvalidPaginationTokenException",
        ),
    ],
)
async def test_refusals(ask: Ask, method: str, parameters: Any, code: str) -> None:
    with pytest.raises(ClientError) as refused:
        await ask("service-quotas", method, **parameters)
    assert refused.value.response["Error"]["Code"] == code
