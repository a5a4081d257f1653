from datetime import timedelta
from typing import Any

from ecstui.analysis.trail.change import NOT_KNOWN, Difference, changes
from ecstui.analysis.trail.deployments import cause_of, effect_of
from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.who import Thing, lookups, touches
from ecstui.model.service_deployment import ServiceDeployment, ServiceRevisionCounts
from ecstui.model.service_revision import ServiceRevision
from tests.analysis.trail.records import ECS, NOW, entry

CART = Thing("service", "cart", f"{ECS}:service/prod-web/cart", "prod-web")
WEB_41, WEB_42 = (f"{ECS}:task-definition/web:{n}" for n in (41, 42))
EC2 = "ec2.amazonaws.com"


def update(ago: float = 0, *, cluster: str = "prod-web", told: Any = None, **asked: Any) -> Entry:
    service = {"cluster": cluster, "service": "cart", **asked}
    return entry("UpdateService", ago=ago, requestParameters=service, responseElements=told)


def test_a_service_by_name_or_arn_in_its_cluster_and_region() -> None:
    assert touches(update(), CART)
    assert touches(update(cluster=f"{ECS}:cluster/prod-web"), CART)
    assert not touches(update(cluster="staging"), CART)
    assert not touches(entry("UpdateService", awsRegion="us-east-1", requestParameters={
        "cluster": "prod-web", "service": "cart"}), CART)  # fmt: skip
    assert not touches(entry("UpdateService", requestParameters={
        "cluster": "prod-web", "service": "cart-2"}), CART)  # fmt: skip
    assert not touches(entry("CreateCluster", requestParameters={"clusterName": "prod-web"}), CART)
    scaled = {"resourceId": "service/prod-web/cart"}
    source = "autoscaling.amazonaws.com"
    assert touches(entry("RegisterScalableTarget", source=source, requestParameters=scaled), CART)


def test_what_cloudtrail_names_beside_an_event_counts() -> None:
    named = (("AWS::ECS::Service", CART.id),)
    assert touches(entry("PutScalingPolicy", source="autoscaling.amazonaws.com", resources=named),
                   CART)  # fmt: skip


def test_a_revision_its_family_and_a_group() -> None:
    made = entry("RegisterTaskDefinition", requestParameters={"family": "web"},
                 responseElements={"taskDefinition": {"taskDefinitionArn": WEB_42}})  # fmt: skip
    rolled = update(taskDefinition=WEB_42)
    for found in (made, rolled):
        assert touches(found, Thing("task definition", "web:42", WEB_42))
        assert touches(found, Thing("family", "web", "web"))
        assert not touches(found, Thing("family", "we", "we"))
        assert not touches(found, Thing("task definition", "web:4", WEB_42[:-1]))
    opened = entry(
        "AuthorizeSecurityGroupIngress", source=EC2, requestParameters={"groupId": "sg-1"}
    )
    assert touches(opened, Thing("security group", "sg-1", "sg-1"))
    assert not touches(opened, Thing("security group", "sg-12", "sg-12"))


def test_each_name_is_asked_for_once_and_calls_less_far_back() -> None:
    asked = lookups(Thing("security group", "sg-1", "sg-1"))
    assert [each.attribute for each in asked][:2] == [
        ("ResourceName", "sg-1"), ("EventName", "AuthorizeSecurityGroupIngress"),
    ]  # fmt: skip
    assert asked[0].back == timedelta(days=90)
    assert asked[1].back == timedelta(days=7)
    assert [it.attribute[1] for it in lookups(CART)][:2] == [CART.id, "cart"]


# What a call changed


def service(revision: str, count: int, *, before: str = "") -> dict[str, Any]:
    deployments = [{"status": "PRIMARY", "taskDefinition": revision}]
    deployments += [{"status": "ACTIVE", "taskDefinition": before}] if before else []
    return {"service": {"taskDefinition": revision, "desiredCount": count,
                        "deployments": deployments}}  # fmt: skip


def test_an_update_against_what_aws_answered_before() -> None:
    old = update(300, told=service("web:41", 4))
    other = update(200, cluster="staging", told=service("web:1", 9))
    refused = entry("UpdateService", ago=100, errorCode="AccessDenied",
                    requestParameters={"cluster": "prod-web", "service": "cart",
                                       "desiredCount": 77})  # fmt: skip
    new = update(taskDefinition=WEB_42, desiredCount=6, told=service("web:42", 6))
    later = update(-100, told=service("web:50", 50))
    assert changes(new, [later, new, refused, other, old]) == [
        Difference("revision", "web:41", "web:42"), Difference("desired", "4", "6"),
    ]  # fmt: skip
    assert changes(new, [])[1] == Difference("desired", NOT_KNOWN, "6")


def test_the_deployment_that_is_replaced_tells_the_revision_before() -> None:
    """It may have come by a rollback, of which no event tells."""
    old = update(300, told=service("web:41", 4))
    new = update(taskDefinition=WEB_42, told=service("web:42", 4, before="web:40"))
    assert changes(new, [old]) == [Difference("revision", "web:40", "web:42")]


def test_what_stayed_the_same_is_no_change() -> None:
    old = update(300, told=service("web:42", 4))
    new = update(desiredCount=4, forceNewDeployment=True, told=service("web:42", 4))
    assert changes(new, [old]) == [Difference("deployment", "", "forced anew")]


def test_rules_and_keys() -> None:
    rule = {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "0.0.0.0/0"}
    asked = {"groupId": "sg-1", **rule}
    added = entry("AuthorizeSecurityGroupIngress", source=EC2, requestParameters=asked)
    assert changes(added, []) == [Difference("rule", "", "tcp 22 from 0.0.0.0/0")]
    taken = entry("RevokeSecurityGroupIngress", source=EC2, requestParameters=asked)
    assert changes(taken, []) == [Difference("rule", "tcp 22 from 0.0.0.0/0", "")]
    denied = entry("RevokeSecurityGroupIngress", source=EC2, requestParameters=asked,
                   errorCode="Client.UnauthorizedOperation")  # fmt: skip
    assert changes(denied, []) == []


# Deployments and their calls


def deployment(ago: float, revision: str = "r") -> ServiceDeployment:
    return ServiceDeployment(
        service_deployment_arn=f"{ECS}:service-deployment/prod-web/cart/{ago}",
        service_arn=CART.id, status="SUCCESSFUL",
        created_at=NOW - timedelta(seconds=ago),
        target_service_revision=ServiceRevisionCounts(arn=revision),
    )  # fmt: skip


def test_a_deployment_and_its_call_find_each_other() -> None:
    call, later = update(100, taskDefinition=WEB_42), update(40, taskDefinition="web:43")
    refused = entry("UpdateService", ago=99, errorCode="AccessDenied",
                    requestParameters={"cluster": "prod-web", "service": "cart"})  # fmt: skip
    stopped = entry("StopServiceDeployment", ago=99)
    assert cause_of(deployment(98), [later, refused, stopped, call]) is call
    assert cause_of(deployment(38), [later, call]) is later
    assert cause_of(deployment(200), [later, call]) is None
    first, second = deployment(98), deployment(38)
    assert effect_of(call, [second, first]) is first
    assert effect_of(refused, [second, first]) is None
    assert effect_of(stopped, [second, first]) is None


def test_a_deployment_of_another_revision_is_not_that_of_the_call() -> None:
    call = update(100, taskDefinition=WEB_42)
    near, right = deployment(99, "r-41"), deployment(70, "r-42")
    revisions = [
        ServiceRevision(service_revision_arn="r-41", task_definition=WEB_41),
        ServiceRevision(service_revision_arn="r-42", task_definition=WEB_42),
    ]  # fmt: skip
    assert effect_of(call, [near, right], revisions) is right
    assert effect_of(call, [near, right]) is near
