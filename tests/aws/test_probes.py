"""One cheap read of every service on the list."""

from dataclasses import replace

from ecstui.aws import operations
from ecstui.aws.operations import READS
from ecstui.aws.probes import Probe, probes


def test_every_service_on_the_list_has_one() -> None:
    found = probes()
    assert set(found) == {operation.service for operation in READS}
    assert found["ecs"] == Probe(operations.LIST_CLUSTERS, {"maxResults": 1})
    assert found["iam"] == Probe(operations.LIST_ACCOUNT_ALIASES, {"MaxItems": 1})
    assert found["sts"] == Probe(operations.GET_CALLER_IDENTITY)


def test_a_page_is_never_smaller_than_aws_allows() -> None:
    instances = replace(operations.LIST_CLUSTERS, service="ec2", name="DescribeVpcs")
    assert probes([instances]) == {"ec2": Probe(instances, {"MaxResults": 5})}


def test_a_read_that_must_be_told_what_to_read_is_none() -> None:
    assert probes([operations.DESCRIBE_SERVICES]) == {"ecs": None}
    both = [operations.DESCRIBE_SERVICES, operations.LIST_CLUSTERS]
    found = probes(both)["ecs"]
    assert found is not None
    assert found.operation is operations.LIST_CLUSTERS


def test_what_changes_something_is_never_one() -> None:
    writing = replace(operations.LIST_CLUSTERS, access=operations.Access.WRITE)
    assert probes([writing]) == {}
