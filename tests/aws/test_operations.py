import importlib
import pkgutil

import pytest

from ecstui.aws import operations
from ecstui.aws.never import NEVER
from ecstui.aws.operations import (
    CREDENTIAL_OPERATIONS,
    OPERATIONS,
    READS,
    WRITES,
    Access,
    Operation,
)
from ecstui.aws.wire import DIALECTS, REST_ROUTES
from tests.aws.botocore_models import service_model

WITHOUT_TRAIT = {
    "application-autoscaling:DescribeScalableTargets": "IAM access level Read",
    "application-autoscaling:DescribeScalingPolicies": "IAM access level Read",
    "application-autoscaling:DescribeScalingActivities": "IAM access level Read",
    "ecr:DescribeImages": "IAM access level Read",
    "ecr:BatchGetImage": "IAM access level Read; manifests, not the layers",
    "directconnect:DescribeConnections": "IAM access level Read",
    "directconnect:DescribeDirectConnectGatewayAssociations": "IAM access level Read",
    "directconnect:DescribeVirtualInterfaces": "IAM access level Read",
    "service-quotas:ListServiceQuotas": "IAM access level Read",
    "elbv2:DescribeTargetGroups": "IAM access level Read",
    "elbv2:DescribeTargetHealth": "IAM access level Read",
    **{
        str(operation): "IAM access level List or Read"
        for operation in READS
        if operation.service in ("ec2", "iam")
    },
    "cloudtrail:LookupEvents": "IAM access level Read",
    "iam:GetUser": "IAM access level Read",
    "iam:ListAccessKeys": "IAM access level List",
    "iam:GetAccessKeyLastUsed": "IAM access level Read",
    "secretsmanager:DescribeSecret": "IAM access level Read; not the value",
    "cloudtrail:DescribeTrails": "IAM access level Read",
    "cloudtrail:GetTrailStatus": "IAM access level Read",
    "cloudtrail:GetEventSelectors": "IAM access level Read",
    "iam:GetRole": "IAM access level Read",
    "iam:SimulatePrincipalPolicy": "IAM access level Read: evaluates, changes nothing",
    "sts:GetCallerIdentity": "botocore marks nothing of STS; needs no permission, changes nothing",
    "iam:ListAccountAliases": "botocore marks nothing of IAM; IAM access level List",
}
"""Reads that botocore does not mark, reviewed by hand with the Service Authorization Reference."""

EVERYTHING = OPERATIONS + CREDENTIAL_OPERATIONS


@pytest.mark.parametrize("operation", EVERYTHING, ids=str)
def test_aws_has_the_operation(operation: Operation) -> None:
    assert operation.name in service_model(operation.service).operation_names


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_read_is_marked_as_one_by_botocore_or_reviewed(operation: Operation) -> None:
    if str(operation) not in WITHOUT_TRAIT:
        definition = service_model(operation.service)._service_description["operations"]
        assert definition[operation.name].get("readonly") is True


def test_the_reviewed_exceptions_are_still_needed() -> None:
    assert set(WITHOUT_TRAIT) <= {str(operation) for operation in OPERATIONS}


def test_the_list_has_no_operation_of_the_deny_list() -> None:
    assert not {str(operation) for operation in OPERATIONS} & set(NEVER)


def test_only_assuming_roles_is_denied_and_yet_needed_for_credentials() -> None:
    both = {str(operation) for operation in CREDENTIAL_OPERATIONS} & set(NEVER)
    assert both == {"sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"}


def test_the_deny_list_spells_its_operations_right() -> None:
    for label in NEVER:
        service, _, name = label.partition(":")
        assert name in service_model(service).operation_names


def test_every_operation_is_there_once_with_its_reason() -> None:
    assert len({str(operation) for operation in EVERYTHING}) == len(EVERYTHING)
    assert all(operation.why for operation in EVERYTHING)


def test_reads_and_writes_are_kept_apart() -> None:
    assert {operation.access for operation in READS} == {Access.READ}
    assert {operation.access for operation in WRITES} == {Access.WRITE}
    assert OPERATIONS == READS + WRITES


@pytest.mark.parametrize("operation", WRITES, ids=str)
def test_what_botocore_marks_as_a_read_is_no_write(operation: Operation) -> None:
    definition = service_model(operation.service)._service_description["operations"]
    assert "readonly" not in definition[operation.name]


def test_the_list_is_made_of_every_module_that_has_operations() -> None:
    modules = [
        importlib.import_module(f"{operations.__name__}.{found.name}")
        for found in pkgutil.iter_modules(operations.__path__)
    ]
    having = {it for it in modules if any(isinstance(v, Operation) for v in vars(it).values())}
    assert having == {*operations.READING, *operations.WRITING}


def test_what_hands_over_a_role_needs_to_pass_it() -> None:
    passing = {it.name for it in WRITES if "iam:PassRole" in it.iam_actions}
    assert passing == {"UpdateService", "RegisterTaskDefinition", "RunTask"}


def test_no_operation_is_both_for_reading_and_for_credentials() -> None:
    assert not set(OPERATIONS) & set(CREDENTIAL_OPERATIONS)


@pytest.mark.parametrize("service", sorted({operation.service for operation in EVERYTHING}))
def test_the_dialect_of_a_service_is_that_of_its_model(service: str) -> None:
    model, dialect = service_model(service), DIALECTS[service]
    markers = {"json": "targetPrefix", "query": "apiVersion", "ec2": "apiVersion"}
    marker = markers.get(dialect.protocol)
    assert dialect.protocol == model.resolved_protocol
    assert dialect.event == model.service_id.hyphenize()
    assert dialect.marker == (model.metadata[marker] if marker else "")


def test_no_two_services_have_the_same_marker() -> None:
    markers = [dialect.marker for dialect in DIALECTS.values() if dialect.marker]
    assert len(set(markers)) == len(markers)


@pytest.mark.parametrize(("route", "operation"), REST_ROUTES.items())
def test_a_rest_route_is_that_of_the_model(
    route: tuple[str, str], operation: tuple[str, str]
) -> None:
    service, name = operation
    http = service_model(service).operation_model(name).http
    assert (http["method"], http["requestUri"]) == route
    assert operation in {(each.service, each.name) for each in CREDENTIAL_OPERATIONS}
