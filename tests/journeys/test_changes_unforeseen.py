"""Somebody else changes the same thing meanwhile, and answers of AWS are lost."""

from tests.journeys.aws import WEB
from tests.journeys.desk import Desk


def asked(desk: Desk, service: str, count: str) -> None:
    """Ask for a count, and wait for the preview."""
    desk.service(service)
    desk.press("S")
    desk.says(f"Scale {service}", "Desired count")
    desk.press(*count, "enter")
    desk.preview(f"Scale {service} to {count} · PROD")


def scaled_by_ci(desk: Desk, service: str, count: int) -> None:
    """Somebody else gives the service a count."""
    desk.aws.call("UpdateService", cluster=WEB, service=service, desiredCount=count)


def test_what_moved_since_the_preview_is_shown_before_anything_is_done(desk: Desk) -> None:
    asked(desk, "shipping-quotes", "6")
    scaled_by_ci(desk, "shipping-quotes", 5)
    desk.press(*"shipping-quotes", "enter")
    desk.preview("It has moved since the preview", "desired count 4 → 5", "desired count 5 → 6")
    assert desk.aws.changed() == 0
    desk.confirm("shipping-quotes")
    desk.told("Scale shipping-quotes to 6: reached. 6 of 6 running")


def test_the_deployment_that_came_after_it_is_named(desk: Desk) -> None:
    service = desk.aws.service("search-indexer", "prod-data")
    family, revision = service["taskDefinition"].rpartition("/")[2].split(":")
    earlier = f"{family}:{int(revision) - 1}"
    desk.service("search-indexer", "prod-data")
    desk.press("R")
    desk.says("Roll search-indexer", "Enter previews")
    desk.press("enter")
    desk.preview("Roll search-indexer · PROD", "forceNewDeployment")
    desk.confirm("search-indexer")
    desk.terminal.see("in progress: Roll search-indexer")
    desk.aws.call(
        "UpdateService", cluster="prod-data", service="search-indexer", taskDefinition=earlier
    )
    desk.told("Roll search-indexer: superseded.", f"by a deployment of {earlier}")


def test_an_answer_that_was_lost_is_found_out(desk: Desk) -> None:
    asked(desk, "sessions", "7")
    desk.aws.fault("ecs:UpdateService", "lost", count=1)
    desk.confirm("sessions")
    desk.told("Scale sessions to 7: reached. 7 of 7 running")
    assert desk.aws.service("sessions")["desiredCount"] == 7
    intent, outcome, effect = desk.operator.records()[-3:]
    assert (intent["kind"], effect["stage"]) == ("intent", "reached")
    assert (outcome["status"], outcome["may_have_happened"]) == (None, True)


def test_a_request_that_was_lost_is_found_out_too(desk: Desk) -> None:
    asked(desk, "identity", "7")
    desk.aws.fault("ecs:UpdateService", "reset", count=1)
    desk.confirm("identity")
    desk.terminal.see("no answer to UpdateService was heard")
    desk.told("Scale identity to 7: failed.", "AWS did not do it")
    assert desk.aws.service("identity")["desiredCount"] == 6
    _, outcome, effect = desk.operator.records()[-3:]
    assert outcome["may_have_happened"]
    assert effect["stage"] == "failed"
