from dataclasses import replace
from datetime import timedelta

from ecstui.analysis import stops
from ecstui.model.ecs import Container
from tests.analysis.world import NOW, stopped


def test_a_cause_names_exit_code_and_error() -> None:
    assert stops.cause(stopped(1)) == "exit 137, OutOfMemoryError"


def test_exit_137_without_a_reason_is_not_called_out_of_memory() -> None:
    assert stops.cause(stopped(1, container_reason=None)) == "exit 137"


def test_a_task_that_never_ran_has_its_own_reason_for_a_cause() -> None:
    task = stopped(
        1,
        code="TaskFailedToStart",
        reason="ResourceInitializationError: unable to pull secrets or registry auth",
        exit_code=None,
        container_reason=None,
    )
    assert stops.cause(task) == "ResourceInitializationError"


def test_the_container_to_blame_is_the_one_that_failed_not_the_first() -> None:
    sidecar, app = Container("sidecar", exit_code=0), Container("app", exit_code=1)
    task = replace(stopped(1), containers=(sidecar, app))
    assert stops.cause(task) == "exit 1"


def test_a_container_that_was_asked_to_end_is_not_to_blame_for_the_one_that_failed() -> None:
    sidecar, app = Container("log-router", exit_code=143), Container("app", exit_code=1)
    task = replace(stopped(1), containers=(sidecar, app))
    assert stops.culprit(task) == app
    assert stops.culprit(replace(task, containers=(sidecar,))) == sidecar


def test_where_health_checks_failed_the_unhealthy_container_is_to_blame() -> None:
    app = Container("app", exit_code=0, health_status="UNHEALTHY")
    sidecar = Container("log-router", exit_code=143, health_status="HEALTHY")
    reason = "Task failed container health checks"
    task = replace(
        stopped(1, code="ServiceSchedulerInitiated", reason=reason), containers=(sidecar, app)
    )
    assert stops.culprit(task) == app
    assert stops.cause(task) == reason, "an exit with 0 is no part of the cause"
    replaced = replace(task, stopped_reason="Scaling activity initiated by (deployment d)")
    assert stops.culprit(replaced) == sidecar, "its health is not why it stopped"


def test_a_stop_without_containers_still_has_a_cause() -> None:
    task = replace(stopped(1, reason=""), containers=())
    assert stops.cause(task) == "EssentialContainerExited"


def test_evidence_counts_the_commonest_cause_among_all_stops() -> None:
    mixed = [stopped(1), stopped(2), stopped(6, exit_code=1, container_reason=None, revision=41)]
    found = stops.evidence(mixed, timedelta(minutes=10))
    assert found == "exit 137, OutOfMemoryError, 2 of 3 stops in the last 10m, 2 revisions"


def test_a_clean_exit_is_one_of_every_container() -> None:
    clean = stopped(1, exit_code=0, container_reason=None)
    assert stops.is_clean_exit(clean)
    failed = replace(clean, containers=(*clean.containers, Container("sidecar", exit_code=1)))
    assert not stops.is_clean_exit(failed)
    assert not stops.is_clean_exit(replace(clean, containers=(Container("app", exit_code=None),)))
    assert not stops.is_clean_exit(replace(clean, containers=()))
    assert not stops.is_clean_exit(replace(clean, stop_code="TaskFailedToStart"))


def test_recent_failures_leave_out_the_old_and_the_ordinary() -> None:
    tasks = [stopped(1), stopped(11), stopped(2, code="UserInitiated")]
    assert stops.recent_failures(tasks, NOW, timedelta(minutes=10)) == tasks[:1]
