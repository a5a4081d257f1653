"""One cheap read of every service on the list."""

from dataclasses import replace

from ecstui.aws import operations
from ecstui.aws.operations import READS, ecs_reads, iam_reads, reads
from ecstui.aws.probes import Probe, probes


def test_every_service_on_the_list_has_one() -> None:
    found = probes()
    assert set(found) == {operation.service for operation in READS}
    assert found["ecs"] == Probe(ecs_reads.LIST_CLUSTERS, {"maxResults": 1})
    assert found["iam"] == Probe(iam_reads.LIST_ACCOUNT_ALIASES, {"MaxItems": 1})
    assert found["sts"] == Probe(reads.GET_CALLER_IDENTITY)


def test_a_page_is_never_smaller_than_aws_allows() -> None:
    instances = replace(ecs_reads.LIST_CLUSTERS, service="ec2", name="DescribeVpcs")
    assert probes([instances]) == {"ec2": Probe(instances, {"MaxResults": 5})}


def test_a_read_that_must_be_told_what_to_read_is_none() -> None:
    assert probes([ecs_reads.DESCRIBE_SERVICES]) == {"ecs": None}
    both = [ecs_reads.DESCRIBE_SERVICES, ecs_reads.LIST_CLUSTERS]
    found = probes(both)["ecs"]
    assert found is not None
    assert found.operation is ecs_reads.LIST_CLUSTERS


def test_what_changes_something_is_never_one() -> None:
    writing = replace(ecs_reads.LIST_CLUSTERS, access=operations.Access.WRITE)
    assert probes([writing]) == {}
