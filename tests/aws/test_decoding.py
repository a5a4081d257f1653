import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ecstui.aws.decoding import decode, decode_parsed
from ecstui.aws.errors import Unreachable
from ecstui.model.ecs import Cluster, Task

CLUSTER = TypeAdapter(Cluster)
WIRE = {"clusterArn": "arn", "clusterName": "prod", "status": "ACTIVE"}


def test_members_unknown_to_us_are_no_error() -> None:
    body = json.dumps(WIRE | {"newIn2027": {"deep": [1]}}).encode()
    assert decode(body, CLUSTER) == Cluster("arn", "prod", "ACTIVE")


def test_times_are_seconds_since_the_epoch_in_utc() -> None:
    task = {
        "taskArn": "t",
        "clusterArn": "c",
        "taskDefinitionArn": "d",
        "lastStatus": "RUNNING",
        "desiredStatus": "RUNNING",
        "createdAt": 1767225600.123,
    }
    decoded = decode(json.dumps(task).encode(), TypeAdapter(Task))
    assert decoded.created_at == datetime(2026, 1, 1, 0, 0, 0, 123000, tzinfo=UTC)


def test_a_null_member_is_one_that_is_left_out() -> None:
    nulls = {"registeredContainerInstancesCount": None, "tags": None, "settings": None}
    assert decode(json.dumps(WIRE | nulls).encode(), CLUSTER) == Cluster("arn", "prod", "ACTIVE")


def test_a_null_is_no_value_for_a_member_that_aws_always_sends() -> None:
    with pytest.raises(Unreachable, match="clusterName"):
        decode(json.dumps(WIRE | {"clusterName": None}).encode(), CLUSTER)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"\xff", b'{"clusterArn": '])
def test_what_is_not_json_is_an_error_that_says_so(body: bytes) -> None:
    with pytest.raises(Unreachable, match="not JSON: a proxy or a login page"):
        decode(body, CLUSTER)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"clusterArn": 1}'])
def test_json_that_is_not_the_answer_is_an_error(body: bytes) -> None:
    with pytest.raises(Unreachable, match="not what AWS documents"):
        decode(body, CLUSTER)


def test_a_missing_member_is_named() -> None:
    with pytest.raises(Unreachable, match="clusterName"):
        decode_parsed({"clusterArn": "arn", "status": "ACTIVE"}, CLUSTER)


@given(st.binary())
def test_any_bytes_decode_or_are_unreachable(body: bytes) -> None:
    with pytest.raises(Unreachable):
        decode(body, CLUSTER)
