import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.analysis.rollout_effect import rollout_effect
from ecstui.model.service import DeploymentConfiguration
from tests.analysis.world import service


@pytest.mark.parametrize(
    ("count", "least", "most", "sentence"),
    [
        (4, 100, 200, "4 tasks replaced, at least 4 running throughout, up to 8"),
        (3, 50, 150, "3 tasks replaced, at least 2 running throughout, up to 4"),
        (1, 0, 100, "1 task replaced, at least 0 running throughout, up to 1"),
        (4, None, None, "4 tasks replaced, at least 4 running throughout, up to 8"),
        (0, 100, 200, "no task is replaced: the desired count is 0"),
    ],
)
def test_percentages_become_tasks(
    count: int, least: int | None, most: int | None, sentence: str
) -> None:
    configuration = DeploymentConfiguration(most, least)
    found = rollout_effect(service(desired_count=count, deployment_configuration=configuration))
    assert found.sentence == sentence
    assert not found.stuck


def test_a_single_task_that_may_neither_stop_nor_be_doubled_is_stuck() -> None:
    configuration = DeploymentConfiguration(150, 100)
    assert rollout_effect(service(desired_count=1, deployment_configuration=configuration)).stuck


def test_blue_green_starts_all_tasks_beside_the_old_ones() -> None:
    configuration = DeploymentConfiguration(100, 100, strategy="BLUE_GREEN")
    found = rollout_effect(service(desired_count=3, deployment_configuration=configuration))
    assert found.sentence == "3 tasks started beside the old, up to 6 (BLUE_GREEN)"
    assert not found.stuck


def test_without_a_configuration_the_defaults_of_the_api_count() -> None:
    assert rollout_effect(service(deployment_configuration=None)).most == 8
    daemon = service(deployment_configuration=None, scheduling_strategy="DAEMON")
    assert (rollout_effect(daemon).least, rollout_effect(daemon).most) == (0, 4)


@given(st.integers(0, 5000), st.integers(0, 100), st.integers(100, 400))
def test_never_fewer_than_the_least_percent_nor_more_than_the_most(
    count: int, least: int, most: int
) -> None:
    configuration = DeploymentConfiguration(most, least)
    found = rollout_effect(service(desired_count=count, deployment_configuration=configuration))
    assert found.least * 100 >= count * least > (found.least - 1) * 100
    assert found.most * 100 <= count * most < (found.most + 1) * 100
