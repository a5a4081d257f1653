"""Which requests there is no plan for, and what a plan says of the place where it happens."""

import pytest

from ecstui.actions import planning
from ecstui.actions.action import Refused
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.run_task import RUN_TASK
from ecstui.ui.dialogs.preview_lines import preview_lines
from tests.actions.conftest import Desk, service
from tests.world import create_service, register


@pytest.mark.parametrize(
    ("lender", "wanted", "cluster"),
    [("prod-web/checkout", True, "prod-web"), ("staging/web", False, "staging")],
)
async def test_a_task_definition_is_run_in_the_cluster_of_the_service(
    desk: Desk, lender: str, wanted: bool, cluster: str
) -> None:
    create_service(desk.world, "web", 1, cluster="staging")
    arn = register(desk.world, "migrate")
    asked = Request(
        "run", (Target(TargetKind.TASK_DEFINITION, arn, "migrate:1"),), {"service": lender}
    )
    site = await desk.gate._scene.site()
    plan = await planning.plan(
        site, RUN_TASK, asked, lambda _, __, where, ___: where.startswith("prod")
    )
    assert plan.production is wanted
    (where,) = [line.text for line in preview_lines(plan) if line.text.startswith("where")]
    assert where.endswith(f"ap-northeast-1 · {cluster}")


async def test_a_target_that_is_there_twice_is_refused(desk: Desk) -> None:
    cart = service("cart")
    with pytest.raises(Refused, match=r"cart is there twice"):
        await desk.plan("roll", cart, service("catalog"), cart)
