"""What botocore writes we read, and what we write botocore reads, for whatever the models allow."""

from typing import Any
from urllib.parse import urlencode

import pytest
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecstui.sim.protocol.checking import checks
from ecstui.sim.protocol.models import model
from ecstui.sim.protocol.wires import WIRES
from tests.sim.generated import XML_TEXT, in_seconds, values

EC2 = (
    "AuthorizeSecurityGroupIngress",
    "CreateTags",
    "DescribeAvailabilityZones",
    "DescribeFlowLogs",
    "DescribeInstances",
    "DescribeNatGateways",
    "DescribeNetworkAcls",
    "DescribeNetworkInterfaces",
    "DescribeRouteTables",
    "DescribeSecurityGroupRules",
    "DescribeSubnets",
    "DescribeVpcAttribute",
    "DescribeVpcEndpoints",
    "DescribeVpcs",
    "DescribeVpnConnections",
    "GetConsoleOutput",
    "ImportKeyPair",
    "RunInstances",
)
JSON = (
    "application-autoscaling", "cloudtrail", "directconnect", "ecr", "ecs", "secretsmanager",
    "service-quotas",
)  # fmt: skip
SERVICES = ("sts", "iam", "elbv2", "ec2", *JSON)
PROTOCOLS = {**dict.fromkeys(JSON, "json"), "ec2": "ec2"}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
quickly = settings(
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def operations(service: str, part: str) -> st.SearchStrategy[Any]:
    names = EC2 if service == "ec2" else model(service).service.operation_names
    shapes = [model(service).operation(name) for name in names]
    return st.sampled_from([shape for shape in shapes if getattr(shape, part) is not None])


@pytest.mark.parametrize("service", SERVICES)
@quickly
@given(data=st.data())
def test_requests(service: str, data: st.DataObject) -> None:
    operation = data.draw(operations(service, "input_shape"))
    wire = PROTOCOLS.get(service, "query")
    parameters = data.draw(values(operation.input_shape, TEXT))
    body = create_serializer(wire, False).serialize_to_request(parameters, operation)["body"]
    raw = body if wire == "json" else urlencode(body).encode()
    assert in_seconds(parameters) == WIRES[wire].read(raw, operation)


@pytest.mark.parametrize("service", SERVICES)
@quickly
@given(data=st.data())
def test_answers(service: str, data: st.DataObject) -> None:
    operation = data.draw(operations(service, "output_shape"))
    wire = PROTOCOLS.get(service, "query")
    output = in_seconds(data.draw(values(operation.output_shape, XML_TEXT)))
    checked = checks(service, constraints=False).of(operation.output_shape)(output)
    answer = WIRES[wire].answer(model(service), operation, checked, "some-id")
    response = {"body": answer.body, "headers": {}, "status_code": answer.status}
    parsed = create_parser(wire).parse(response, operation.output_shape)
    metadata = parsed.pop("ResponseMetadata")
    assert in_seconds(parsed) == output
    assert wire == "json" or metadata["RequestId"] == "some-id"
