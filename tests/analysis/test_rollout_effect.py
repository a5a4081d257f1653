import pytest

from ecstui.analysis.rollout_effect import rolling, rollout_effect
from ecstui.model.ecs import DeploymentConfiguration, Service

SERVICE = Service("arn:service/a/web", "web", "arn:cluster/a", "ACTIVE", 4, 4, 0)


@pytest.mark.parametrize(
    ("desired", "percents", "bounds"),
    [
        (4, (100, 200), (4, 8)),
        (4, (50, 100), (2, 4)),
        (3, (50, 150), (2, 4)),  # rounded up, and down
        (1, (100, 150), (1, 1)),
        (0, (100, 200), (0, 0)),
    ],
)
def test_the_bounds(desired: int, percents: tuple[int, int], bounds: tuple[int, int]) -> None:
    effect = rolling(desired, *percents)
    assert (effect.least, effect.most) == bounds


def test_the_sentence() -> None:
    said = "4 tasks replaced, at least 4 running throughout, up to 8"
    assert rolling(4, 100, 200).sentence == said
    assert rolling(1, 0, 100).sentence == (
        "1 task replaced, at least 0 running throughout, up to 1"
    )
    assert rolling(0, 100, 200).sentence == "no tasks are replaced: the desired count is 0"


@pytest.mark.parametrize(
    ("desired", "percents", "stuck"),
    [
        (4, (100, 100), True),
        (1, (100, 150), True),  # rounded down there is no room for a second one
        (1, (50, 100), True),  # rounded up the only one must stay
        (2, (50, 100), False),
        (1, (100, 200), False),
        (0, (100, 100), False),
    ],
)
def test_whether_it_is_stuck(desired: int, percents: tuple[int, int], stuck: bool) -> None:
    assert rolling(desired, *percents).stuck is stuck


def test_what_is_not_set_is_awss_default() -> None:
    effect = rollout_effect(SERVICE)
    assert (effect.least, effect.most) == (4, 8)


def test_a_daemon_is_stopped_before_it_is_started() -> None:
    daemon = Service(
        "arn:service/a/d", "d", "arn:cluster/a", "ACTIVE", 3, 3, 0, scheduling_strategy="DAEMON"
    )
    effect = rollout_effect(daemon)
    assert (effect.least, effect.most) == (0, 3)


def test_blue_green_doubles_whatever_the_percentages() -> None:
    chosen = DeploymentConfiguration(
        maximum_percent=100, minimum_healthy_percent=50, strategy="BLUE_GREEN"
    )
    service = Service(
        "arn:service/a/web", "web", "arn:cluster/a", "ACTIVE", 4, 4, 0,
        deployment_configuration=chosen,
    )  # fmt: skip
    effect = rollout_effect(service)
    assert (effect.least, effect.most) == (4, 8)
