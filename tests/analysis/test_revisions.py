"""What differs between two task definitions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.analysis.revision_values import of_container, of_task
from ecstui.analysis.revisions import MOVED_TAG, ORDER, SAME_IMAGE, Difference, Kind, compare
from ecstui.model.container_definition import (
    ContainerDefinition,
    ContainerDependency,
    EnvironmentFile,
    HealthCheck,
    LogConfiguration,
    MountPoint,
    PortMapping,
    RepositoryCredentials,
    ResourceRequirement,
    Secret,
    Ulimit,
)
from ecstui.model.placing import PlacementConstraint
from ecstui.model.task_definition import (
    EfsAuthorizationConfig,
    EfsVolumeConfiguration,
    EphemeralStorage,
    HostVolume,
    RuntimePlatform,
    TaskDefinition,
    Volume,
)
from ecstui.model.wire import KeyValuePair

APP = ContainerDefinition(
    name="app",
    image="web:v1",
    environment=(KeyValuePair("LOG_LEVEL", "info"), KeyValuePair("DB_PASSWORD", "hunter2")),
    secrets=(Secret("API_KEY", "arn:aws:ssm:r:1:parameter/a"),),
    port_mappings=(PortMapping(8080),),
    command=("run", "--token=t0ps3cret"),
    health_check=HealthCheck(("CMD-SHELL", "curl -u bob:hunter2 localhost"), start_period=10),
    log_configuration=LogConfiguration("splunk", {"splunk-token": "t0ps3cret", "tag": "a"}),
    docker_labels={"team": "web"},
)
LEFT = TaskDefinition(
    task_definition_arn="arn:aws:ecs:r:1:task-definition/web:41",
    family="web",
    revision=41,
    status="ACTIVE",
    container_definitions=(APP,),
    cpu="256",
    memory="1024",
    network_mode="awsvpc",
)


def with_app(**changes: object) -> TaskDefinition:
    changed = replace(APP, **changes)  # type: ignore[arg-type]  # the tests name real members
    return replace(LEFT, container_definitions=(changed,))


def only(right: TaskDefinition) -> Difference:
    (difference,) = compare(LEFT, right)
    return difference


def test_the_same_definition_under_another_number_does_not_differ() -> None:
    right = replace(LEFT, revision=42, task_definition_arn="x:42", status="INACTIVE")
    assert compare(LEFT, right) == ()


@pytest.mark.parametrize(
    ("member", "after", "field", "words"),
    [
        ("memory", "512", "memory", ("1024", "512", Kind.CHANGED)),
        ("cpu", None, "cpu", ("256", "", Kind.REMOVED)),
        ("task_role_arn", "arn:role", "task role", ("", "arn:role", Kind.ADDED)),
        ("execution_role_arn", "arn:role", "execution role", ("", "arn:role", Kind.ADDED)),
        ("network_mode", "bridge", "network mode", ("awsvpc", "bridge", Kind.CHANGED)),
        ("runtime_platform", RuntimePlatform("ARM64"), "platform architecture",
            ("", "ARM64", Kind.ADDED)),
        ("requires_compatibilities", ("FARGATE",), "requires", ("", "FARGATE", Kind.ADDED)),
        ("ephemeral_storage", EphemeralStorage(40), "disk GiB", ("", "40", Kind.ADDED)),
        ("volumes", (Volume("v", HostVolume("/data")),), "volume v",
            ("", "host /data", Kind.ADDED)),
        ("volumes", (Volume("v", None, EfsVolumeConfiguration("fs-1", "/")),), "volume v",
            ("", "EFS fs-1 /", Kind.ADDED)),
        ("volumes", (Volume("v", others=(("dockerVolumeConfiguration", "0a"),)),), "volume v",
            ("", "docker", Kind.ADDED)),
        ("others", (("proxyConfiguration", "0a"),), "proxyConfiguration",
            ("", "a value", Kind.ADDED)),
        ("placement_constraints", (PlacementConstraint("memberOf", "x == y"),), "placement x == y",
            ("", "memberOf", Kind.ADDED)),
    ],
)  # fmt: skip
def test_the_task(member: str, after: object, field: str, words: tuple[str, str, Kind]) -> None:
    changed = replace(LEFT, **{member: after})  # type: ignore[arg-type]  # real members
    assert only(changed) == Difference("task", field, *words)


@pytest.mark.parametrize(
    ("member", "after", "field", "words"),
    [
        ("image", "web:v2", "image", ("web:v1", "web:v2", Kind.CHANGED)),
        ("memory", 512, "memory", ("", "512", Kind.ADDED)),
        ("secrets", (), "secret API_KEY", ("arn:aws:ssm:r:1:parameter/a", "", Kind.REMOVED)),
        ("port_mappings", (PortMapping(8080, 80),), "port 8080/tcp",
            ("any host port", "host 80", Kind.CHANGED)),
        ("stop_timeout", 120, "stop timeout", ("", "120s", Kind.ADDED)),
        ("essential", False, "essential", ("yes", "no", Kind.CHANGED)),
        ("depends_on", (ContainerDependency("db", "HEALTHY"),), "depends on db",
            ("", "HEALTHY", Kind.ADDED)),
        ("entry_point", ("sh", "-c"), "entry point", ("", "sh -c", Kind.ADDED)),
        ("environment_files", (EnvironmentFile("arn:f"),), "env file arn:f",
            ("", "s3", Kind.ADDED)),
        ("mount_points", (MountPoint("v", "/data", True),), "mount /data",
            ("", "v read-only", Kind.ADDED)),
        ("ulimits", (Ulimit("nofile", 1, 2),), "ulimit nofile", ("", "1/2", Kind.ADDED)),
        ("resource_requirements", (ResourceRequirement("GPU", "1"),), "resource GPU",
            ("", "1", Kind.ADDED)),
        ("repository_credentials", RepositoryCredentials("arn:s"), "registry secret",
            ("", "arn:s", Kind.ADDED)),
        ("health_check", replace(APP.health_check, retries=9), "health check retries",  # type: ignore[type-var]
            ("3", "9", Kind.CHANGED)),
        ("others", (("linuxParameters", "0a"),), "linuxParameters", ("", "a value", Kind.ADDED)),
    ],
)  # fmt: skip
def test_a_container(member: str, after: object, field: str, words: tuple[str, str, Kind]) -> None:
    assert only(with_app(**{member: after})) == Difference("container app", field, *words)


def test_members_without_a_name_are_told_without_their_values() -> None:
    left = with_app(others=(("linuxParameters", "0a"), ("links", "0b"), ("hostname", "0c")))
    right = with_app(others=(("linuxParameters", "0d"), ("hostname", "0c")))
    assert compare(left, right) == (
        Difference("container app", "linuxParameters", "a value", "another value", Kind.CHANGED),
        Difference("container app", "links", "a value", "", Kind.REMOVED),
    )


def test_volumes_of_one_kind_that_are_not_the_same() -> None:
    before, after = (
        replace(LEFT, volumes=(Volume("v", others=(("dockerVolumeConfiguration", said),)),))
        for said in ("0a", "0b")
    )
    assert compare(before, after) == (
        Difference("task", "volume v", "a value", "another value", Kind.CHANGED),
    )
    points = (EfsAuthorizationConfig(f"fsap-{number}", "ENABLED") for number in (1, 2))
    before, after = (
        replace(LEFT, volumes=(Volume("v", None, EfsVolumeConfiguration("fs", None, None, point)),))
        for point in points
    )
    (moved,) = compare(before, after)
    assert (moved.before, moved.after) == (
        "EFS fs fsap-1 IAM ENABLED",
        "EFS fs fsap-2 IAM ENABLED",
    )


def test_variables_are_told_by_name_and_never_by_value() -> None:
    variables = (KeyValuePair("LOG_LEVEL", "debug"), KeyValuePair("REGION", "eu"))
    assert compare(LEFT, with_app(environment=variables)) == (
        Difference("container app", "env LOG_LEVEL", "a value", "another value", Kind.CHANGED),
        Difference("container app", "env DB_PASSWORD", "a value", "", Kind.REMOVED),
        Difference("container app", "env REGION", "", "a value", Kind.ADDED),
    )


def test_a_changed_secret_in_a_command_or_a_log_option_is_told_without_it() -> None:
    options = {"splunk-token": "n3w", "tag": "b"}
    check = HealthCheck(("CMD-SHELL", "curl -u bob:n3w localhost"), start_period=10)
    right = with_app(
        command=("run", "--token=n3w"),
        health_check=check,
        log_configuration=LogConfiguration("splunk", options),
    )
    found = {d.field: (d.before, d.after) for d in compare(LEFT, right)}
    assert found == {
        "health check command": ("a value", "another value"),
        "command": ("a value", "another value"),
        "log option splunk-token": ("a value", "another value"),
        "log option tag": ("a", "b"),
    }


def test_a_container_that_is_new_or_gone_is_one_difference() -> None:
    sidecar = ContainerDefinition("sidecar", "envoy:v1", cpu=10)
    right = replace(LEFT, container_definitions=(sidecar, APP))
    assert only(right) == Difference("container sidecar", "container", "", "envoy:v1", Kind.ADDED)
    (gone,) = compare(right, LEFT)
    assert (gone.kind, gone.before) == (Kind.REMOVED, "envoy:v1")


def test_a_tag_that_was_moved_is_flagged() -> None:
    (moved,) = compare(LEFT, LEFT, {"app": "sha256:a"}, {"app": "sha256:b"})
    assert moved == Difference(
        "container app", "digest", "sha256:a", "sha256:b", Kind.CHANGED, MOVED_TAG
    )


def test_a_new_tag_of_the_same_image_says_so_and_unknown_digests_say_nothing() -> None:
    right, digest = with_app(image="web:v2"), {"app": "sha256:a"}
    assert [d.note for d in compare(LEFT, right, digest, digest)] == [SAME_IMAGE]
    assert [(d.field, d.note) for d in compare(LEFT, right, digest, {"app": "sha256:b"})] == [
        ("image", ""),
        ("digest", ""),
    ]
    assert [(d.field, d.note) for d in compare(LEFT, right, digest, None)] == [("image", "")]


def test_the_most_telling_comes_first() -> None:
    right = replace(
        with_app(image="web:v2", docker_labels={}, environment=()), memory="512", cpu="512"
    )
    fields = [difference.field for difference in compare(LEFT, right)]
    assert fields == [
        "image", "env LOG_LEVEL", "env DB_PASSWORD", "memory", "cpu", "label team",
    ]  # fmt: skip


def test_every_piece_has_its_place_in_the_order() -> None:
    full = replace(
        LEFT,
        task_role_arn="a",
        execution_role_arn="a",
        runtime_platform=RuntimePlatform("ARM64", "LINUX"),
        requires_compatibilities=("EC2",),
        ephemeral_storage=EphemeralStorage(30),
        pid_mode="host",
        ipc_mode="host",
        others=(("proxyConfiguration", "0a"),),
        volumes=(Volume("v"),),
        placement_constraints=(PlacementConstraint("memberOf", "x"),),
    )
    app = replace(
        APP,
        cpu=1,
        memory=1,
        memory_reservation=1,
        environment_files=(EnvironmentFile("arn:f"),),
        depends_on=(ContainerDependency("db", "START"),),
        mount_points=(MountPoint("v", "/v"),),
        ulimits=(Ulimit("n", 1, 1),),
        resource_requirements=(ResourceRequirement("GPU", "1"),),
        repository_credentials=RepositoryCredentials("arn:s"),
        entry_point=("sh",),
        user="root",
        working_directory="/",
        start_timeout=1,
        stop_timeout=1,
        version_consistency="enabled",
        log_configuration=LogConfiguration("a", {"b": "c"}, (Secret("s", "t"),)),
    )
    aspects = {piece.aspect for piece in [*of_task(full), *of_container(app, "sha256:a")]}
    assert aspects | {"container"} == set(ORDER)


VALUES = st.text("abc", min_size=1, max_size=3).map(lambda text: f"5ENT1NEL{text}")
ENVIRONMENTS = st.dictionaries(st.sampled_from("ABC"), VALUES).map(
    lambda values: tuple(KeyValuePair(name, value) for name, value in values.items())
)


@given(ENVIRONMENTS, ENVIRONMENTS)
def test_differences_of_the_environment_are_complete_mirrored_and_without_values(
    one: tuple[KeyValuePair, ...], other: tuple[KeyValuePair, ...]
) -> None:
    left, right = with_app(environment=one), with_app(environment=other)
    found, back = compare(left, right), compare(right, left)
    assert "5ENT1NEL" not in repr(found)
    changed = {pair.name for pair in set(one) ^ set(other)}
    assert {difference.field for difference in found} == {f"env {name}" for name in changed}
    mirror = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}
    assert {(d.field, mirror[d.kind]) for d in found} == {(d.field, d.kind) for d in back}
