from typing import Any

import pytest

from ecstui.analysis.trail.summary import summary
from ecstui.analysis.trail.touched import touched_by
from tests.analysis.trail.records import ECS, event

TASK = f"{ECS}:task/prod-web/{'1a2b3c4d' * 4}"
WEB_42 = f"{ECS}:task-definition/web:42"
SSH: dict[str, Any] = {
    "groupId": "sg-1",
    "ipPermissions": {
        "items": [
            {
                "ipProtocol": "tcp", "fromPort": 22, "toPort": 22,
                "ipRanges": {"items": [{"cidrIp": "0.0.0.0/0"}, {"cidrIp": "10.0.0.0/8"}]},
                "groups": {}, "ipv6Ranges": {},
            },
            {"ipProtocol": "-1", "groups": {"items": [{"groupId": "sg-2"}]}},
        ]
    },
}  # fmt: skip
EC2, IAM = "ec2.amazonaws.com", "iam.amazonaws.com"
ELB = "elasticloadbalancing.amazonaws.com"
DEPLOYMENT = f"{ECS}:service-deployment/prod-web/cart/xyz"


@pytest.mark.parametrize(
    ("name", "source", "asked", "told", "touched", "said"),
    [
        ("UpdateService", "", {"cluster": f"{ECS}:cluster/prod-web", "service": "cart",
                               "taskDefinition": WEB_42, "desiredCount": 0,
                               "forceNewDeployment": True},
         {"service": {"serviceArn": f"{ECS}:service/prod-web/cart"}},
         "prod-web/cart web:42 prod-web", "→ web:42, desired 0, forced anew"),
        ("CreateService", "", {"serviceName": "cart", "desiredCount": 2}, {}, "default/cart",
         "desired 2"),
        ("RegisterTaskDefinition", "", {"family": "web", "containerDefinitions": [
            {"image": "123456789012.dkr.ecr.x.amazonaws.com/acme/web:v1"}, {"image": "envoy:2"}]},
         {"taskDefinition": {"taskDefinitionArn": WEB_42}}, "web:42", "web:v1, envoy:2"),
        ("StopTask", "", {"cluster": "prod-web", "task": TASK, "reason": "stuck"}, {},
         "prod-web/1a2b3c4d prod-web", "stuck"),
        ("RunTask", "", {"cluster": "prod-web", "taskDefinition": "job:7", "count": 3,
                         "startedBy": "rule"}, {"tasks": [{"taskArn": TASK}]},
         "job:7 prod-web/1a2b3c4d prod-web", "3 × job:7, rule"),
        ("StopServiceDeployment", "", {"serviceDeploymentArn": DEPLOYMENT}, {}, "prod-web/cart",
         "serviceDeploymentArn xyz"),
        ("RegisterScalableTarget", "autoscaling.amazonaws.com",
         {"resourceId": "service/prod-web/cart", "maxCapacity": 9}, {}, "prod-web/cart",
         "resourceId cart, maxCapacity 9"),
        ("AuthorizeSecurityGroupIngress", EC2, SSH, {}, "sg-1",
         "tcp 22 from 0.0.0.0/0, tcp 22 from 10.0.0.0/8, all traffic from sg-2"),
        ("RevokeSecurityGroupEgress", EC2, {"groupId": "sg-1", "ipProtocol": "udp", "fromPort": 1,
                                            "toPort": 9, "cidrIp": "10.0.0.0/8"}, {}, "sg-1",
         "udp 1-9 to 10.0.0.0/8"),
        ("CreateAccessKey", IAM, {"userName": "carol"},
         {"accessKey": {"accessKeyId": "AKIAI44QH8DHBEXAMPLE", "userName": "carol"}},
         "AKIAI44QH8DHBEXAMPLE carol", "of carol"),
        ("CreateAccessKey", IAM, {}, {"accessKey": {"accessKeyId": "AKIAI44QH8DHBEXAMPLE"}},
         "AKIAI44QH8DHBEXAMPLE", ""),
        ("PutRolePolicy", IAM, {"roleName": "ops", "policyName": "p"}, {}, "ops p",
         "roleName ops, policyName p"),
        ("ModifyRule", ELB, {"ruleArn": "arn:aws:elb:r:1:listener-rule/app/edge/1/2/3"},
         {}, "edge", "ruleArn 3"),
        ("Odd", "odd.amazonaws.com", {"thingName": "x", "n": {"deep": 1}}, {}, "x", "thingName x"),
        ("Odd", "odd.amazonaws.com", {}, {}, "", ""),
    ],
)  # fmt: skip
def test_what_it_was_about(
    name: str, source: str, asked: Any, told: Any, touched: str, said: str
) -> None:
    found = event(name, source=source or "ecs.amazonaws.com", requestParameters=asked,
                  responseElements=told)  # fmt: skip
    assert " ".join(each.words for each in touched_by(found)) == touched
    assert summary(found) == said


def test_the_nearest_arn_is_the_one_that_aws_answered() -> None:
    arn = f"{ECS}:service/prod-web/cart"
    found = event("UpdateService", requestParameters={"cluster": "prod-web", "service": "cart"},
                  responseElements={"service": {"serviceArn": arn}})  # fmt: skip
    assert touched_by(found)[0].id == arn


def test_what_cloudtrail_names_beside_it_counts_where_the_request_says_nothing() -> None:
    found = event("PutX", source="x.amazonaws.com", resources=(("AWS::X::Y", "arn:aws:x:::y/z"),))
    assert [(it.kind, it.words) for it in touched_by(found)] == [("X Y", "z")]


@pytest.mark.parametrize("asked", [None, {"cluster": 5, "service": ["x"], "tasks": "all"}])
def test_a_request_of_any_shape_is_survived(asked: Any) -> None:
    found = event("UpdateService", requestParameters=asked)
    assert touched_by(found) == ()
    summary(found)
