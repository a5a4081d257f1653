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
    desk.says("Roll reviews", "Enter previews")
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
    desk.says("Roll promotions", "Enter previews")
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


def test_a_revision_that_exists_is_deployed_by_its_number(desk: Desk) -> None:
    desk.service("catalog")
    desk.terminal.type(":to-revision")
    desk.says("To revision catalog", "runs now.", "Enter previews")
    runs = int(desk.aws.service("catalog")["taskDefinition"].rpartition(":")[2])
    desk.press(*str(runs - 1), "enter")
    desk.preview(f"Move catalog to revision {runs - 1} · PROD", f"catalog:{runs - 1}")
    desk.confirm("catalog")
    desk.told(f"Move catalog to revision {runs - 1}: reached")


def test_a_deployment_that_waits_at_a_hook_is_let_go_on(desk: Desk) -> None:
    hook = {
        "targetType": "PAUSE",
        "lifecycleStages": ["POST_SCALE_UP"],
        "timeoutConfiguration": {"timeoutInMinutes": 600, "action": "ROLLBACK"},
    }
    desk.aws.call(
        "UpdateService",
        cluster=WEB,
        service="payments-api",
        forceNewDeployment=True,
        deploymentConfiguration={"lifecycleHooks": [hook]},
    )
    desk.service("payments-api")
    desk.terminal.see("PAUSED ", "a lifecycle hook waits for a person, expires in 9h")
    desk.press("X")
    desk.says("It waits at POST_SCALE_UP until", "ROLLBACK")
    desk.press(*"CONTINUE", "enter")
    desk.preview("Continue the deployment of payments-api · PROD", "goes on from POST_SCALE_UP")
    desk.confirm("payments-api")
    desk.told("Continue the deployment of payments-api: reached", "it goes on")
    desk.terminal.see("STEADY ", "payments-api: 6 of 6 running")
