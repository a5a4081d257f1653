"""What CloudTrail tells in acme's account, Region by Region, whatever the seed."""

import json
from typing import Any

import pytest

from ecstui.sim.call import AwsError
from ecstui.sim.protocol.timestamps import iso8601
from ecstui.sim.services.cloudtrail.history import Bucket, history
from tests.acme import ARRIVAL
from tests.sim.test_scenario_acme import ACCOUNT, REGION, Visit, arrived

SEEDS = [7, 1234]
DATA_INSTANCES = "sg-0a1b2c3d4e5f60011"


def events(visit: Visit, region: str, **asked: Any) -> list[dict[str, Any]]:
    """The events as CloudTrail wrote them, newest first, by every page."""
    history(visit.world, ACCOUNT, region).lookups = Bucket(1e6, 1e6)
    found: list[dict[str, Any]] = []
    token: dict[str, Any] = {}
    while True:
        body = {"MaxResults": 50, **asked, **token}
        answer = visit.call_in(region, "cloudtrail", "LookupEvents", body)
        found += [json.loads(event["CloudTrailEvent"]) for event in answer["Events"]]
        if "NextToken" not in answer:
            return found
        token = {"NextToken": answer["NextToken"]}


@pytest.fixture(params=SEEDS)
def visit(request: pytest.FixtureRequest) -> Visit:
    return arrived(request.param)


def by_name(name: str) -> dict[str, Any]:
    return {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}]}


def test_who_opened_port_22(visit: Visit) -> None:
    (event,) = events(visit, REGION, **by_name("AuthorizeSecurityGroupIngress"))
    assert event["userIdentity"]["userName"] == "bob"
    assert event["sourceIPAddress"] == "192.0.2.55"
    assert event["requestParameters"]["groupId"] == DATA_INSTANCES
    (rule,) = event["requestParameters"]["ipPermissions"]["items"]
    assert (rule["fromPort"], rule["toPort"]) == (22, 22)
    assert rule["ipRanges"]["items"][0]["cidrIp"] == "0.0.0.0/0"
    asked = {"Filters": [{"Name": "group-id", "Values": [DATA_INSTANCES]}]}
    rules = visit.call_of("ec2", "DescribeSecurityGroupRules", asked)["SecurityGroupRules"]
    assert any(it["FromPort"] == 22 and it.get("CidrIpv4") == "0.0.0.0/0" for it in rules)


def test_each_region_has_its_own_events(visit: Visit) -> None:
    regions = (REGION, "us-east-1", "eu-west-1", "ap-southeast-2", "us-east-2")
    sources = {each: {it["eventSource"] for it in events(visit, each)} for each in regions}
    assert "iam.amazonaws.com" not in sources[REGION]
    assert sources["us-east-1"] == {"iam.amazonaws.com", "signin.amazonaws.com"}
    assert sources["eu-west-1"] == {"athena.amazonaws.com"}
    assert sources["ap-southeast-2"] == {"signin.amazonaws.com"}
    assert sources["us-east-2"] == set()


def test_the_old_key_that_works_elsewhere_is_the_one_that_iam_knows(visit: Visit) -> None:
    keys = visit.call_of("iam", "ListAccessKeys", {"UserName": "report-exporter"})
    (key,) = keys["AccessKeyMetadata"]
    by_key = {"AttributeKey": "AccessKeyId", "AttributeValue": key["AccessKeyId"]}
    found = events(visit, "eu-west-1", LookupAttributes=[by_key])
    assert {it["eventName"] for it in found} == {"StartQueryExecution"}
    assert events(visit, REGION, LookupAttributes=[by_key]) == []


def test_iam_knows_the_key_that_the_trail_tells_of_and_its_last_use(visit: Visit) -> None:
    (key,) = visit.call_of("iam", "ListAccessKeys", {"UserName": "bob"})["AccessKeyMetadata"]
    by_key = {"AttributeKey": "AccessKeyId", "AttributeValue": key["AccessKeyId"]}
    (command,) = events(visit, REGION, **by_name("ExecuteCommand"))
    assert command["userIdentity"]["accessKeyId"] == key["AccessKeyId"]
    refused = events(visit, "us-east-1", LookupAttributes=[by_key])
    assert {it["errorCode"] for it in refused} == {"AccessDenied"}
    asked = {"AccessKeyId": key["AccessKeyId"]}
    used = visit.call_of("iam", "GetAccessKeyLastUsed", asked)["AccessKeyLastUsed"]
    assert (used["ServiceName"], used["Region"]) == ("ecs", REGION)
    assert iso8601(used["LastUsedDate"]) == command["eventTime"]


@pytest.mark.parametrize("name", ["bob", "carol"])
def test_iam_knows_when_they_signed_in(visit: Visit, name: str) -> None:
    region = "us-east-1" if name == "bob" else "ap-southeast-2"
    tried = events(visit, region, **by_name("ConsoleLogin"))
    mine = [it for it in tried if it["userIdentity"].get("userName") == name]
    user = visit.call_of("iam", "GetUser", {"UserName": name})["User"]
    assert iso8601(user["PasswordLastUsed"]) == mine[0]["eventTime"]
    assert mine[0]["userIdentity"]["principalId"] == user["UserId"]


def test_root_was_used_last_week_and_not_since(visit: Visit) -> None:
    used = [it for it in events(visit, "us-east-1") if it["userIdentity"]["type"] == "Root"]
    assert [it["eventName"] for it in used] == ["UpdateAccountPasswordPolicy", "ConsoleLogin"]


def test_sign_ins_that_failed_and_one_without_mfa(visit: Visit) -> None:
    tried = events(visit, "us-east-1", **by_name("ConsoleLogin"))
    bobs = [it for it in tried if it["userIdentity"].get("userName") == "bob"]
    results = [it["responseElements"]["ConsoleLogin"] for it in bobs]
    assert results == ["Success", "Failure", "Failure", "Failure", "Failure"]
    assert bobs[0]["additionalEventData"]["MFAUsed"] == "No"
    assert "errorCode" not in bobs[1]
    assert bobs[1]["errorMessage"] == "Failed authentication"


def test_the_command_was_run_in_a_task_that_is_there(visit: Visit) -> None:
    (event,) = events(visit, REGION, **by_name("ExecuteCommand"))
    asked = event["requestParameters"]
    described = visit.call("DescribeTasks", cluster=asked["cluster"], tasks=[asked["task"]])
    assert described["tasks"][0]["group"] == "service:sessions"


def test_it_arrives_late_at_the_arrival_too(visit: Visit) -> None:
    found = [it["eventTime"] for it in events(visit, REGION)]
    recorded = history(visit.world, ACCOUNT, REGION).events
    assert len(found) < sum(it.time > ARRIVAL - 90 * 86400 for it in recorded)


def test_a_way_in_is_made_once(visit: Visit) -> None:
    world = [{"CidrIp": "0.0.0.0/0"}]
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": world}
    asked = {"GroupId": DATA_INSTANCES, "IpPermissions": [rule]}
    with pytest.raises(AwsError, match=r"InvalidPermission\.Duplicate"):
        visit.call_of("ec2", "AuthorizeSecurityGroupIngress", asked)
    with pytest.raises(AwsError, match=r"InvalidGroup\.NotFound"):
        visit.call_of("ec2", "AuthorizeSecurityGroupIngress", {**asked, "GroupId": "sg-0"})


def test_the_trail_fails_to_deliver_to_cloudwatch_logs(visit: Visit) -> None:
    (trail,) = visit.call_of("cloudtrail", "DescribeTrails", {})["trailList"]
    assert trail["CloudWatchLogsLogGroupArn"]
    status = visit.call_of("cloudtrail", "GetTrailStatus", {"Name": trail["TrailARN"]})
    assert status["LatestCloudWatchLogsDeliveryError"] == "AccessDenied"
    asked = {"TrailName": trail["TrailARN"]}
    (selector,) = visit.call_of("cloudtrail", "GetEventSelectors", asked)["EventSelectors"]
    assert (selector["ReadWriteType"], selector["IncludeManagementEvents"]) == ("All", True)
