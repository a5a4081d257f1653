import re
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.analysis import reason_texts
from ecstui.analysis.stop_groups import groups
from ecstui.analysis.task_health import judge_task
from ecstui.model.ecs import Container, Task
from tests.analysis.world import CRASHES, NOW, minutes_ago, stopped

PULL = "CannotPullContainerError: pull image manifest has been retried {} time(s): web:v1"


def pull(minutes: float, retries: int) -> Task:
    return stopped(
        minutes,
        code="TaskFailedToStart",
        reason=PULL.format(retries),
        exit_code=None,
        container_reason=None,
    )


def of(task: Task, service: str) -> Task:
    return replace(task, group=f"service:{service}")


SCALED_IN = stopped(
    0.5,
    code="ServiceSchedulerInitiated",
    reason="Scaling activity initiated by (deployment ecs-svc/1)",
    exit_code=143,
    container_reason=None,
)
DONE = stopped(0.2, exit_code=0, container_reason=None)


def test_tasks_that_stopped_alike_are_one_group() -> None:
    (group,) = groups([of(CRASHES[1], "web"), of(CRASHES[0], "web"), of(CRASHES[2], "api")])
    assert (group.count, group.container, group.exit_code) == (3, "app", 137)
    assert (group.stop_code, group.revision) == ("EssentialContainerExited", "web:42")
    assert group.reason == "OutOfMemoryError: Container killed due to memory usage"
    assert (group.first, group.last) == (minutes_ago(7.5), minutes_ago(1))
    assert group.example.stopping_at == minutes_ago(1)
    assert group.services == ("api", "web")
    assert not group.benign


def test_reasons_that_differ_by_a_count_only_are_alike() -> None:
    (one,) = groups([pull(1, 3)])
    (both,) = groups([pull(1, 3), pull(2, 5)])
    assert one.reason == PULL.format(3)
    assert both.reason == PULL.format("…")
    assert one.key == both.key


def test_another_code_container_exit_or_revision_is_another_group() -> None:
    base = stopped(1)
    sidecar = replace(base, containers=(Container("sidecar", exit_code=137, reason="x"),))
    others = [
        stopped(2, code="TaskFailedToStart"),
        stopped(2, exit_code=1),
        stopped(2, revision=41),
        sidecar,
        replace(sidecar, containers=()),
    ]
    found = groups([base, *others])
    assert [group.count for group in found] == [1] * 6
    assert len({group.key for group in found}) == 6


def test_no_two_groups_have_one_key() -> None:
    code, reason = "ServiceSchedulerInitiated", "Task failed container health checks"
    unwell = stopped(1, code=code, reason=reason, container_reason="x")
    scaled_in = replace(unwell, stopped_reason="Scaling activity initiated by …")
    elsewhere = replace(unwell, task_definition_arn="arn:aws:ecs:r:2:task-definition/web:42")
    ended = stopped(1, exit_code=0, container_reason=None)
    not_all = replace(ended, containers=(*ended.containers, Container("side", exit_code=None)))
    without = replace(unwell, stop_code=None)
    nameless = replace(without, stop_code="")
    found = groups([unwell, scaled_in, elsewhere, ended, not_all, without, nameless])
    assert len(found) == 7
    assert len({group.key for group in found}) == 7


def test_the_same_tasks_are_not_grouped_again_and_others_are() -> None:
    tasks = tuple(stopped(minutes, exit_code=int(minutes)) for minutes in (1, 2, 3))
    found = groups(tasks)
    assert groups(tasks) is found
    assert groups(list(tasks)) is found
    for others in (tasks[:2], tasks[1:], (*tasks, stopped(4))):
        assert groups(others) is not found
        assert sum(group.count for group in groups(others)) == len(others)
    assert groups(reversed(tasks)) == found


def test_each_reason_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Rule:
        def sub(self, _: str, text: str) -> str:
            seen.append(text)
            return text

    monkeypatch.setattr(reason_texts, "_RULES", [(re.compile(""), Rule(), "")])
    groups([pull(minutes, 77_001) for minutes in range(50)])
    assert len(seen) == 1
    reason_texts.without_particulars.cache_clear()


def test_failures_come_first_then_clean_exits_then_ordinary_stops() -> None:
    ordinary = [SCALED_IN] * 9
    done = [DONE] * 5
    rare, young = stopped(9, exit_code=1), stopped(3, exit_code=2)
    for tasks in permutations([ordinary, done, CRASHES, [rare], [young]]):
        found = groups([task for some in tasks for task in some])
        assert [group.exit_code for group in found] == [137, 2, 1, 0, 143]
        assert [group.benign for group in found] == [False] * 4 + [True]


@pytest.mark.parametrize("task", [CRASHES[0], pull(1, 3), DONE, SCALED_IN])
def test_a_group_is_judged_as_each_of_its_tasks(task: Task) -> None:
    (group,) = groups([task])
    verdict = judge_task(task, NOW)
    assert (group.word, group.level) == (verdict.word, verdict.level)


def test_a_stop_without_a_moment_a_reason_or_a_container_is_a_group_as_well() -> None:
    bare = replace(stopped(1), stopping_at=None, stop_code=None, stopped_reason=None, containers=())
    (group,) = groups([bare])
    assert (group.first, group.last, group.reason, group.stop_code) == (None, None, "", "")
    assert group.services == ()


@given(st.lists(st.builds(
    stopped,
    st.integers(0, 90),
    code=st.sampled_from(["EssentialContainerExited", "UserInitiated", "TaskFailedToStart"]),
    exit_code=st.sampled_from([0, 1, None]),
    container_reason=st.sampled_from(["a 1", "a 2", "b", None]),
    revision=st.integers(1, 2),
)))  # fmt: skip
def test_every_task_is_in_exactly_one_group(tasks: list[Task]) -> None:
    found = groups(tasks)
    grouped = [task for group in found for task in group.tasks]
    assert sorted(map(id, grouped)) == sorted(map(id, tasks))
    assert len({group.key for group in found}) == len(found)
    assert all(group.count for group in found)
