"""Whatever is not on the list sends nothing, by whichever way it is tried."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from aiobotocore.config import AioConfig
from aiobotocore.httpsession import AIOHTTPSession
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter

from ecstui.aws import operations, rates
from ecstui.aws.connection import EXAMPLE_KEYS, Target, open_connection
from ecstui.aws.errors import AwsFailure, Forbidden
from ecstui.aws.guard import Guard, credential_guard, read_only_guard, write_guard
from ecstui.aws.operations import Access, Operation, ecs_reads, ecs_writes, reads
from ecstui.aws.session import LOADER, guarded_session
from tests.aws.botocore_models import least_input, service_model
from tests.aws.fake_aws import REGION, FakeAws, json_answer

SWEPT = (
    "ecs", "sts", "iam", "cloudtrail", "ec2", "application-autoscaling", "ecr", "elbv2",
    "service-quotas", "secretsmanager", "directconnect",
)  # fmt: skip
LISTED = {(operation.service, operation.name) for operation in operations.READS}
CREATE_CLUSTER = Operation(
    "ecs", "CreateCluster", Access.WRITE, rates.ECS_CLUSTER_READ, ("ecs:CreateCluster",), "a test"
)


async def answer_ok(operation: str, *_: object) -> Any:
    return json_answer({"clusterArns": []})


def client_of(
    aws: FakeAws, service: str, guard: Guard | None = None, **config: Any
) -> AbstractAsyncContextManager[Any]:
    session = guarded_session(aws.target(), guard or read_only_guard(), lambda *_: None)
    client: AbstractAsyncContextManager[Any] = session.create_client(
        service,
        region_name=REGION,
        endpoint_url=aws.url,
        verify=False,
        aws_access_key_id=EXAMPLE_KEYS.access_key_id,
        aws_secret_access_key=EXAMPLE_KEYS.secret_access_key,
        config=AioConfig(parameter_validation=False, **config),
    )
    return client


def without_hooks(client: Any, guard: Guard, *events: str) -> None:
    hooks = {
        "before-parameter-build": guard.on_parameters,
        "request-created": guard.on_request,
    }
    for event in events:
        client.meta.events.unregister(event, hooks[event])


@pytest.fixture
async def ecs(aws: FakeAws) -> AsyncIterator[Any]:
    async with client_of(aws, "ecs") as client:
        yield client


@pytest.mark.parametrize("service", SWEPT)
@pytest.mark.parametrize(
    "removed",
    [
        (),
        ("before-parameter-build",),
        ("before-parameter-build", "request-created"),
    ],
    ids=["all hooks", "request and wire", "wire only"],
)
async def test_no_operation_off_the_list_sends_anything(
    aws: FakeAws, service: str, removed: tuple[str, ...]
) -> None:
    guard = read_only_guard()
    model = service_model(service)
    async with client_of(aws, service, guard) as client:
        without_hooks(client, guard, *removed)
        for name in model.operation_names:
            if (service, name) in LISTED:
                continue
            parameters = least_input(model.operation_model(name).input_shape)
            with pytest.raises(Forbidden):
                await client._make_api_call(name, parameters)
    assert aws.arrived == []


@pytest.mark.parametrize("service", ["ecs", "iam", "cloudtrail"])
@pytest.mark.parametrize("removed", ["before-parameter-build", "request-created"])
async def test_each_hook_is_enough_without_the_guarded_transport(
    aws: FakeAws, service: str, removed: str
) -> None:
    guard = read_only_guard()
    model = service_model(service)
    async with client_of(aws, service, guard, http_session_cls=AIOHTTPSession) as client:
        without_hooks(client, guard, removed)
        for name in model.operation_names:
            if (service, name) not in LISTED:
                with pytest.raises(Forbidden):
                    await client._make_api_call(
                        name, least_input(model.operation_model(name).input_shape)
                    )
    assert aws.arrived == []


async def test_an_operation_on_the_list_passes_all_depths(aws: FakeAws, ecs: Any) -> None:
    aws.handler = answer_ok
    await ecs.list_clusters()
    assert aws.arrived == ["ListClusters"]


async def test_paginators_are_refused(aws: FakeAws, ecs: Any) -> None:
    with pytest.raises(Forbidden):
        async for _ in ecs.get_paginator("list_attributes").paginate():
            pass
    assert aws.arrived == []


async def test_waiters_are_refused(aws: FakeAws) -> None:
    async with client_of(aws, "iam") as iam:
        with pytest.raises(Forbidden):
            await iam.get_waiter("instance_profile_exists").wait(InstanceProfileName="ecs")
    assert aws.arrived == []


@pytest.mark.parametrize("method", ["create_cluster", "list_clusters"])
async def test_no_presigned_url_is_made_even_of_reads(ecs: Any, method: str) -> None:
    with pytest.raises(Forbidden):
        await ecs.generate_presigned_url(method)


async def test_presigning_is_refused_below_the_method_too(ecs: Any) -> None:
    from aiobotocore.signers import generate_presigned_url

    with pytest.raises(Forbidden):
        await generate_presigned_url(ecs, "list_clusters")


async def test_there_is_no_presigning_method_even_without_hooks(aws: FakeAws) -> None:
    guard = read_only_guard()
    async with client_of(aws, "ecs", guard) as client:
        without_hooks(client, guard, "before-parameter-build", "request-created")
        with pytest.raises(Forbidden):
            await client.generate_presigned_url("list_clusters")


def raw_request(client: Any, name: str) -> tuple[Any, dict[str, Any]]:
    from botocore.awsrequest import prepare_request_dict

    operation = client.meta.service_model.operation_model(name)
    request = client._serializer.serialize_to_request({}, operation)
    prepare_request_dict(request, client.meta.endpoint_url, context={})
    return operation, request


async def test_a_raw_request_is_refused(aws: FakeAws, ecs: Any) -> None:
    operation, request = raw_request(ecs, "CreateCluster")
    with pytest.raises(Forbidden):
        await ecs._make_request(operation, request, {})
    with pytest.raises(Forbidden):
        await ecs._endpoint.make_request(operation, request)
    assert aws.arrived == []


async def test_a_raw_request_under_another_operations_name_is_refused(
    aws: FakeAws, ecs: Any
) -> None:
    _, request = raw_request(ecs, "CreateCluster")
    innocent = ecs.meta.service_model.operation_model("ListClusters")
    with pytest.raises(Forbidden):
        await ecs._endpoint.make_request(innocent, request)
    assert aws.arrived == []


async def test_a_second_session_of_the_factory_is_guarded_too(aws: FakeAws) -> None:
    for _ in range(2):
        async with client_of(aws, "ecs") as client:
            with pytest.raises(Forbidden):
                await client.create_cluster()
    assert aws.arrived == []


def test_a_read_only_guard_refuses_a_write_that_is_on_the_list() -> None:
    guard = Guard((*operations.OPERATIONS, CREATE_CLUSTER), writes=False)
    with pytest.raises(Forbidden):
        guard.check("ecs", "CreateCluster")
    guard.check("ecs", "ListClusters")


async def test_a_writing_guard_lets_it_through(aws: FakeAws) -> None:
    aws.handler = answer_ok
    listed = (*operations.OPERATIONS, CREATE_CLUSTER)
    async with client_of(aws, "ecs", Guard(listed, writes=True)) as client:
        await client.create_cluster()
        with pytest.raises(Forbidden):
            await client.delete_cluster(cluster="prod")
    async with client_of(aws, "ecs", Guard(listed, writes=False)) as client:
        with pytest.raises(Forbidden):
            await client.create_cluster()
    assert aws.arrived == ["CreateCluster"]


def test_credentials_are_resolved_by_a_session_that_reads_nothing() -> None:
    credentials, reads = credential_guard(), read_only_guard()
    for operation in operations.CREDENTIAL_OPERATIONS:
        credentials.check(operation.service, operation.name)
        with pytest.raises(Forbidden):
            reads.check(operation.service, operation.name)
    for operation in operations.OPERATIONS:
        with pytest.raises(Forbidden):
            credentials.check(operation.service, operation.name)


async def test_what_botocore_retries_is_not_a_refusal(aws: FakeAws) -> None:
    guard = read_only_guard()
    asked: list[tuple[str, str]] = []
    check = guard.check

    def watch(service: str, name: str) -> None:
        asked.append((service, name))
        check(service, name)

    guard.check = watch  # type: ignore[method-assign]  # looks on, then checks
    async with client_of(aws, "ecs", guard) as client:
        without_hooks(client, guard, "before-parameter-build", "request-created")
        client.meta.config.retries["total_max_attempts"] = 5
        with pytest.raises(Forbidden) as refused:
            await client.create_cluster()
    assert asked == [("ecs", "CreateCluster")]
    assert refused.value.__cause__ is None


def test_service_models_are_those_of_botocore_and_not_the_users() -> None:
    assert LOADER.search_paths == [LOADER.BUILTIN_DATA_PATH]
    session = guarded_session(Target(), read_only_guard(), lambda *_: None)
    assert session.get_component("data_loader") is LOADER


def test_nothing_that_handles_aws_errors_handles_a_refusal() -> None:
    assert not issubclass(Forbidden, ClientError | BotoCoreError | AwsFailure | OSError)


def test_the_read_connection_of_this_version_has_no_method_that_writes() -> None:
    from ecstui.aws import connection

    public = {name for name in vars(connection.ReadConnection) if not name.startswith("_")}
    assert public == {
        "access_key_id",
        "belongs_to",
        "credential_source",
        "credentials_expire",
        "in_region",
        "read",
        "scope",
    }
    assert not hasattr(connection, "WriteConnection")


@pytest.mark.parametrize("operation", operations.WRITES, ids=str)
async def test_a_read_connection_sends_no_write_at_any_depth(
    aws: FakeAws, operation: Operation
) -> None:
    guard = read_only_guard()
    model = service_model(operation.service)
    parameters = least_input(model.operation_model(operation.name).input_shape)
    hooks = ["before-parameter-build", "request-created"]
    async with open_connection(aws.target()) as conn:
        with pytest.raises(Forbidden):
            await conn.read(operation, TypeAdapter(object), **parameters)
    for depth in range(3):
        async with client_of(aws, operation.service, guard) as client:
            without_hooks(client, guard, *hooks[:depth])
            with pytest.raises(Forbidden):
                await client._make_api_call(operation.name, parameters)
    assert aws.arrived == []


def test_the_guard_of_a_change_lets_through_that_change_and_the_question_who_makes_it() -> None:
    guard = write_guard([ecs_writes.UPDATE_SERVICE])
    allowed = {ecs_writes.UPDATE_SERVICE, reads.GET_CALLER_IDENTITY}
    for operation in (*operations.OPERATIONS, *operations.CREDENTIAL_OPERATIONS):
        if operation in allowed:
            guard.check(operation.service, operation.name)
        else:
            with pytest.raises(Forbidden):
                guard.check(operation.service, operation.name)


FORGED = replace(ecs_reads.LIST_CLUSTERS, access=Access.WRITE)


@pytest.mark.parametrize(
    "operation",
    [*operations.READS, *operations.CREDENTIAL_OPERATIONS, CREATE_CLUSTER, FORGED],
    ids=str,
)
def test_there_is_no_guard_for_what_is_no_write_of_the_list(operation: Operation) -> None:
    with pytest.raises(Forbidden):
        write_guard([operation])
