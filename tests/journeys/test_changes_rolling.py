"""Revisions are rolled out, taken back and stopped, each followed to what became of it."""

from tests.journeys.aws import WEB
from tests.journeys.desk import Desk
from tests.journeys.screen import evidence

NOT_THERE = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/acme/promotions:not-there"


def test_from_red_to_the_last_good_revision_are_two_keys_and_a_name(desk: Desk) -> None:
    desk.press("G")
    desk.terminal.wait(lambda text: "loyalty: " in evidence(text), "one that is not red")
    desk.press(".", "B")
    desk.preview(
        "Back to last good: recommendations · PROD",
        "task definition recommendations:43 → recommendations:42",
        "L2: type recommendations and Enter",
    )
    desk.press(*"recommendations", "enter")
    desk.told("Back to last good: recommendations: reached. 6 of 6 on recommendations:42.")
    (intent,) = desk.operator.records("intent")
    assert (intent["action"], intent["typed"]) == ("back", "recommendations")


def test_a_size_is_edited_registered_and_rolled_out(desk: Desk) -> None:
    desk.service("reviews")
    desk.press("R")
    desk.says("Roll reviews", "Enter shows what it would do")
    desk.press("tab", "tab", *"512", "tab", *"1024", "enter")
    desk.preview("Roll reviews · PROD", "memory 512 → 1024", "cpu 256 → 512")
    desk.confirm("reviews")
    desk.terminal.see("in progress: Roll reviews")
    desk.told("Roll reviews: reached. 4 of 4 on reviews:25.")
    service = desk.aws.service("reviews")
    found = desk.aws.call("DescribeTaskDefinition", taskDefinition=service["taskDefinition"])
    definition = found["taskDefinition"]
    assert (definition["cpu"], definition["memory"]) == ("512", "1024")


def test_a_rollout_that_fails_offers_the_way_back(desk: Desk) -> None:
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": False}}
    desk.aws.call(
        "UpdateService", cluster=WEB, service="promotions", deploymentConfiguration=breaker
    )
    desk.aws.fault("ecr:*", "denied")  # Or the preview would know that the image is not there.
    desk.service("promotions")
    desk.press("R")
    desk.says("Roll promotions", "Enter shows what it would do")
    desk.press(*NOT_THERE, "enter")
    desk.preview("Roll promotions · PROD", "not-there", "UNKNOWN image of app")
    desk.confirm("promotions")
    desk.terminal.see("in progress: Roll promotions")
    desk.aws.mend()
    desk.told("Roll promotions: failed.", "u shows the way back.")
    desk.terminal.see("failed: Roll promotions")

    desk.press("u")
    desk.preview("Move promotions to promotions:38 · PROD", "promotions:39 → promotions:38")
    desk.confirm("promotions")
    desk.told("Move promotions to promotions:38: reached")


def test_a_running_deployment_is_stopped_and_rolled_back(desk: Desk) -> None:
    desk.service("promotions")
    desk.press("X")
    desk.told("Stop deployment: no deployment is under way.")
    desk.service("ledger-export", "prod-data")
    desk.press("X")
    desk.preview("Roll back the deployment of ledger-export · PROD")
    desk.confirm("ledger-export")
    desk.told("Roll back the deployment of ledger-export: reached")
    assert desk.aws.service("ledger-export", "prod-data")["runningCount"] == 2
