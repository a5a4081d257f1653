"""The protocols as clients see them: answers, refusals, and what the model forbids."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.call import AwsError, Body, Call, Operation, SimulatedService
from ecstui.sim.dispatch import dispatch
from ecstui.sim.protocol.refusals import ModelError
from ecstui.sim.protocol.signature import user
from ecstui.sim.server import Server
from ecstui.sim.services import SERVICES
from ecstui.sim.world import World
from tests.sim.raw import ACCOUNT, post_form, post_json

Register = Callable[[SimulatedService], None]
Ask = Callable[..., Any]

VPCS = [
    {
        "VpcId": "vpc-1",
        "State": "available",
        "IsDefault": True,
        "Tags": [{"Key": "a", "Value": "<"}],
    },
    {"VpcId": "vpc-2", "State": "pending", "IsDefault": False, "Tags": None},
]


def describe_vpcs(call: Call, body: Body) -> Body:
    ids = body.get("VpcIds")
    known = {vpc["VpcId"]: vpc for vpc in VPCS}
    for each in ids or ():
        if each not in known:
            text = f"The vpc ID '{each}' does not exist"
            raise AwsError("InvalidVpcID.NotFound", text)
    wanted = [v for f in body.get("Filters", ()) if f["Name"] == "state" for v in f["Values"]]
    return {
        "Vpcs": [
            vpc
            for vpc in VPCS
            if (not ids or vpc["VpcId"] in ids) and (not wanted or vpc["State"] in wanted)
        ]
    }


@pytest.fixture
def ec2(register: Register) -> None:
    register(SimulatedService("ec2", {"DescribeVpcs": Operation(describe_vpcs)}))


def logs(register: Register, handler: Callable[[Call, Body], Body]) -> None:
    operations = {"DescribeLogGroups": Operation(handler), "CreateLogGroup": Operation(handler)}
    register(SimulatedService("logs", operations, "InvalidParameterException"))


@pytest.mark.usefixtures("ec2")
async def test_ec2_answers(ask: Ask) -> None:
    found = (await ask("ec2", "describe_vpcs"))["Vpcs"]
    assert found == [VPCS[0], {k: v for k, v in VPCS[1].items() if v is not None}]


@pytest.mark.usefixtures("ec2")
async def test_ec2_reads_filters_and_lists(ask: Ask) -> None:
    filters = [{"Name": "tag:x", "Values": ["1"]}, {"Name": "state", "Values": ["a", "pending"]}]
    found = (await ask("ec2", "describe_vpcs", Filters=filters, VpcIds=["vpc-1", "vpc-2"]))["Vpcs"]
    assert [vpc["VpcId"] for vpc in found] == ["vpc-2"]


@pytest.mark.usefixtures("ec2")
async def test_ec2_refuses_in_its_own_shape(ask: Ask) -> None:
    with pytest.raises(ClientError) as refused:
        await ask("ec2", "describe_vpcs", VpcIds=["vpc-9"])
    response = refused.value.response
    assert response["Error"] == {
        "Code": "InvalidVpcID.NotFound",
        "Message": "The vpc ID 'vpc-9' does not exist",
    }
    assert response["ResponseMetadata"]["RequestId"]


@pytest.mark.usefixtures("ec2")
async def test_ec2_validates(ask: Ask, server: Server) -> None:
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        await ask("ec2", "describe_vpcs", MaxResults=1001)
    form = "Action=DescribeVpcs&Version=2016-11-15&MaxResults=many"
    answer = await post_form(server.url, form, "ec2")
    assert answer.status == 400
    assert b"<Code>InvalidParameterValue</Code>" in answer.body


async def test_json_members_that_the_model_does_not_know_are_ignored(server: Server) -> None:
    prefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"
    answer = await post_json(server.url, f"{prefix}.DescribeTrails", '{"new": 1}', "cloudtrail")
    assert answer.status == 200
    assert len(json.loads(answer.body)["trailList"]) == 1


@pytest.mark.parametrize("body", ['{"limit": "5"}', '{"limit": true}', "{", "[]", "[" * 9999])
async def test_json_of_the_wrong_type_cannot_be_read(
    server: Server, register: Register, body: str
) -> None:
    logs(register, lambda call, body: {})
    answer = await post_json(server.url, "Logs_20140328.DescribeLogGroups", body, "logs")
    assert (answer.status, json.loads(answer.body)["__type"]) == (400, "SerializationException")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"limit": 51}, "less than or equal to 50"),
        ({"limit": 0}, "greater than or equal to 1"),
        ({"logGroupClass": "GOLD"}, "enum value set: [STANDARD"),
        ({"logGroupNamePrefix": "?"}, "regular expression pattern"),
        ({"accountIdentifiers": ["1"] * 21}, "length less than or equal to 20"),
    ],
)
async def test_constraints(server: Server, register: Register, body: Body, text: str) -> None:
    logs(register, lambda call, body: {})
    target = "Logs_20140328.DescribeLogGroups"
    answer = await post_json(server.url, target, json.dumps(body), "logs")
    error = json.loads(answer.body)
    assert (answer.status, error["__type"]) == (400, "InvalidParameterException")
    assert text in error["message"]
    assert error["message"].startswith("1 validation error detected: Value ")
    assert f"at '{next(iter(body))}" in error["message"]


async def test_a_missing_member_is_named(server: Server, register: Register) -> None:
    logs(register, lambda call, body: {})
    answer = await post_json(server.url, "Logs_20140328.CreateLogGroup", "{}", "logs")
    assert b"Value null at 'logGroupName' failed to satisfy constraint" in answer.body


async def test_modelled_errors_have_the_models_status_and_code(
    ask: Ask, register: Register
) -> None:
    def refuse(call: Call, body: Body) -> Body:
        raise AwsError("NoSuchEntityException", "no such user")

    register(SimulatedService("iam", {"GetUser": Operation(refuse)}))
    with pytest.raises(ClientError) as refused:
        await ask("iam", "get_user", UserName="bob")
    assert refused.value.response["Error"]["Code"] == "NoSuchEntity"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


async def test_modelled_errors_have_members(ask: Ask, register: Register) -> None:
    def refuse(call: Call, body: Body) -> Body:
        raise AwsError("MalformedQueryException", "no", queryCompileError={"message": "here"})

    register(SimulatedService("logs", {"StartQuery": Operation(refuse)}))
    with pytest.raises(ClientError) as refused:
        await ask("logs", "start_query", startTime=1, endTime=2, queryString="x")
    assert refused.value.response["queryCompileError"] == {"message": "here"}


@pytest.mark.parametrize(
    ("service", "method"),
    [("sts", "get_session_token"), ("logs", "describe_log_groups"), ("ec2", "describe_volumes")],
)
async def test_what_is_not_simulated_is_501_and_not_retried(
    boto: Callable[..., Any], server: Server, service: str, method: str
) -> None:
    client = boto(service, retries={"mode": "standard", "total_max_attempts": 4})
    with pytest.raises(ClientError) as refused:
        await asyncio.to_thread(getattr(client, method))
    assert refused.value.response["Error"]["Code"] == "NotImplemented"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert server.calls.counts.total() == 1


@pytest.mark.parametrize(
    ("output", "complaint"),
    [
        ({"logGroups": [{"name": "x"}]}, "LogGroup has no member 'name'"),
        ({"logGroups": [{"storedBytes": "3"}]}, "logGroups.1.member.storedBytes: str is not int"),
        ({"logGroups": {}}, "dict is not a list"),
        ({"logGroups": [{"logGroupClass": "GOLD"}]}, "enum"),
        ({"nextToken": 7}, "int is not str"),
    ],
)
async def test_output_that_the_model_denies_fails_loudly(
    ask: Ask,
    register: Register,
    world: World,
    capsys: pytest.CaptureFixture[str],
    output: Body,
    complaint: str,
) -> None:
    logs(register, lambda call, body: output)
    call = Call(world, user(ACCOUNT), "eu-west-1", "logs", "DescribeLogGroups", "1")
    with pytest.raises(ModelError) as raised:
        dispatch(call, {})
    assert complaint in str(raised.value)
    with pytest.raises(ClientError, match="InternalFailure"):
        await ask("logs", "describe_log_groups")
    assert complaint in capsys.readouterr().err


def test_dispatch_refuses_input_that_the_model_does_not_know(world: World) -> None:
    call = Call(world, user(ACCOUNT), "eu-west-1", "iam", "ListAccountAliases", "1")
    with pytest.raises(ModelError, match="has no member 'Makrer'"):
        dispatch(call, {"Makrer": "1"})
    with pytest.raises(AwsError, match="ValidationError"):
        dispatch(call, {"MaxItems": 0})


def test_test_only_services_do_not_stay() -> None:
    assert "logs" not in SERVICES
    assert SERVICES["ec2"].operations["DescribeVpcs"].handler is not describe_vpcs
