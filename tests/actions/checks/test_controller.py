from dataclasses import replace

import pytest

from ecstui.actions.action import Refused
from ecstui.actions.checks.controller import obstacle, refuse
from ecstui.model.ecs import DeploymentController, Service

CHECKOUT = Service("arn", "checkout", "arn", "ACTIVE", 4, 4, 0)


@pytest.mark.parametrize(
    ("kind", "pointer"), [("CODE_DEPLOY", "use CodeDeploy"), ("EXTERNAL", "CreateTaskSet")]
)
def test_who_deploys_is_named_where_ecs_does_not(kind: str, pointer: str) -> None:
    service = replace(CHECKOUT, deployment_controller=DeploymentController(kind))
    assert pointer in obstacle(service)
    assert obstacle(service, deploys=False) == ""
    with pytest.raises(Refused, match=f"checkout: deployment controller is {kind}"):
        refuse(service)
    refuse(service, deploys=False)


def test_an_express_service_is_changed_another_way() -> None:
    express = replace(CHECKOUT, resource_management_type="ECS")
    with pytest.raises(Refused, match="UpdateExpressGatewayService"):
        refuse(express, deploys=False)


@pytest.mark.parametrize("status", ["DRAINING", "INACTIVE"])
def test_a_service_that_is_being_deleted(status: str) -> None:
    with pytest.raises(Refused, match=status):
        refuse(replace(CHECKOUT, status=status), deploys=False)


def test_most_services_may_be_changed() -> None:
    ecs = replace(CHECKOUT, deployment_controller=DeploymentController("ECS"))
    customer = replace(ecs, resource_management_type="CUSTOMER")
    assert [obstacle(each) for each in (CHECKOUT, ecs, customer, None)] == [""] * 4
