"""What reaches the judgement: finished service deployments, services that were not described."""

import pytest

from ecstui.analysis.case import State
from ecstui.model.ecs import Failure
from ecstui.state import feeds
from ecstui.ui.service_rows import missing
from tests.analysis.world import NOW, deployment, service, service_deployment


def test_a_finished_deployment_stays_known_while_it_is_the_current_one() -> None:
    known = {
        "arn:over": service_deployment("ROLLBACK_SUCCESSFUL"),
        "arn:moving": service_deployment("IN_PROGRESS"),
        "arn:replaced": service_deployment("STOPPED"),
    }
    forgetful = service(current_service_deployment="arn:over")
    moving = service(current_service_deployment="arn:moving")
    assert feeds.deployments_to_read([forgetful]) == []
    kept = feeds.deployments_to_keep(known, [forgetful, moving])
    assert kept == {"arn:over": known["arn:over"]}


def test_a_service_that_tells_of_no_rollout_is_asked_about() -> None:
    of = service(current_service_deployment="arn:bg", deployments=(deployment(None),))
    assert feeds.deployments_to_read([of]) == ["arn:bg"]


@pytest.mark.parametrize(
    ("reason", "state", "evidence"),
    [
        ("MISSING", State.GONE, "listed, then MISSING so it is"),
        (
            "ACCESS_DENIED",
            State.DEGRADED,
            "listed, but could not be described: ACCESS_DENIED so it is",
        ),
    ],
)
def test_only_a_missing_service_is_gone(reason: str, state: State, evidence: str) -> None:
    health = missing(Failure("arn:aws:ecs:r:1:service/c/s", reason, "so it is")).health
    assert (health.state, health.evidence(NOW)) == (state, evidence)
