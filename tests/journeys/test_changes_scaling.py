"""The count of a service is changed, by hand and by what may change it by itself."""

from tests.journeys.aws import WEB
from tests.journeys.desk import Desk

BOTH = ("sessions", "storefront")


def asked(desk: Desk, count: str) -> None:
    """Ask for a count, and wait for the preview."""
    desk.press("S")
    desk.says("Desired count")
    desk.press(*count, "enter")


def test_a_count_is_reached_and_the_way_back_is_offered(desk: Desk) -> None:
    desk.service("notifications")
    asked(desk, "5")
    desk.preview("Scale notifications to 5 · PROD", "desired count 4 → 5", "L2: type notifications")
    desk.confirm("notifications")
    desk.told("Scale notifications to 5: reached. 5 of 5 running")
    assert desk.aws.service("notifications")["runningCount"] == 5
    notice = b"\x1b]9;Scale notifications to 5: reached. 5 of 5 running, none pending.\x07"
    assert b"\x07" + notice in desk.terminal.raw

    desk.press("u")
    desk.preview("Scale notifications to 4 · PROD", "desired count 5 → 4")
    desk.leave_dialog()
    desk.told("Nothing was changed.")

    session, *records = desk.operator.records()
    assert [each["kind"] for each in records] == ["intent", "outcome", "effect"]
    assert session["caller_arn"].endswith(":assumed-role/ops/alice")
    intent, outcome, effect = records
    assert (intent["before"], intent["typed"]) == ({"desired count": "4"}, "notifications")
    assert intent["call"]["parameters"]["desiredCount"] == 5
    assert (outcome["status"], outcome["error"]) == (200, None)
    assert (effect["stage"], effect["target"]) == ("reached", intent["targets"][0])


def test_several_marked_services_are_named_and_counted(desk: Desk) -> None:
    desk.terminal.type(f":svc {WEB} /service=s*")
    desk.terminal.see("4 of 23", "search-api", "sessions", "shipping-quotes", "storefront")
    desk.terminal.see_gone(": svc")
    desk.press("g", "down", " ")
    desk.terminal.see("1 marked")
    desk.press("down", " ")
    desk.terminal.see("2 marked")

    desk.terminal.type(":suspend")
    said = desk.preview("In waves of 1, 1.", "sessions suspended", "storefront suspended")
    assert "L2: type 2 and Enter" in said
    desk.confirm("2")
    desk.told("reached: sessions, storefront")
    assert [flags(desk, name) for name in BOTH] == [{True}, {True}]
    desk.terminal.see_gone("2 marked")

    desk.press("g", "down", " ", "down", "down", " ")
    desk.terminal.see("2 marked")
    desk.press("S")
    desk.says("Scale: sessions, storefront · 2 marked", "Desired count of each")
    desk.press("7", "enter")
    said = desk.preview("Scale 2 services to 7 · 2 marked", "In waves of 1, 1.")
    assert "L2: type 2 and Enter" in said
    assert said.count("→ 7") >= 2, "each target with what it had"
    desk.confirm("2")
    desk.told("Scale 2 services to 7: reached", "sessions, storefront")
    assert [desk.aws.service(name)["runningCount"] for name in BOTH] == [7, 7]


def flags(desk: Desk, service: str) -> set[bool]:
    """Whether autoscaling of a service is suspended, in each of the ways it can be."""
    found = desk.aws.call(
        "DescribeScalableTargets",
        of="application-autoscaling",
        ServiceNamespace="ecs",
        ResourceIds=[f"service/{WEB}/{service}"],
    )
    return set(found["ScalableTargets"][0]["SuspendedState"].values())


def test_autoscaling_is_resumed_and_can_be_suspended_again(desk: Desk) -> None:
    desk.service("orders-api")
    desk.terminal.type(":resume")
    desk.says("Suspended now:", "Enter previews")
    desk.press("enter")
    desk.preview("Resume autoscaling of orders-api · PROD")
    desk.confirm("orders-api")
    desk.told("Resume autoscaling of orders-api: reached")
    assert flags(desk, "orders-api") == {False}

    desk.press("u")
    desk.preview("Suspend autoscaling of orders-api · PROD")
    desk.leave_dialog()


def test_autoscaling_gets_other_limits(desk: Desk) -> None:
    desk.service("bff-web")
    desk.terminal.type(":limits")
    desk.says("Limits bff-web", "Minimum", "Maximum", "Enter previews")
    desk.press("2", "tab", *"24", "enter")
    desk.preview("Autoscale bff-web from 2 to 24 · PROD", "minimum 4 → 2", "maximum 20 → 24")
    desk.confirm("bff-web")
    desk.told("Autoscale bff-web from 2 to 24: reached")


def test_to_zero_wants_a_reason_and_can_be_stopped_while_it_counts(desk: Desk) -> None:
    desk.service("email-sender")
    asked(desk, "0")
    said = desk.preview("Scale email-sender to 0", "it goes to zero", "L3: type")
    assert "acme-prod/email-sender" in said
    desk.press(*"closing", "tab", *"acme-prod/email-sender", "enter")
    desk.back_to_form("Desired count")
    assert desk.aws.service("email-sender")["desiredCount"] > 0

    desk.press("enter")
    desk.preview("Scale email-sender to 0", "L3: type")
    desk.press(*"closing", "tab", *"acme-prod/email-sender", "enter")
    desk.terminal.see("Begins in")
    desk.told("Scale email-sender to 0: reached")
    assert desk.aws.service("email-sender")["runningCount"] == 0
    intent = desk.operator.records("intent")[-1]
    assert (intent["typed"], intent["reason"]) == ("acme-prod/email-sender", "closing")
    said = desk.operator.verified()
    while "not yet there" in said:  # CloudTrail tells minutes late, which are seconds here.
        desk.terminal.look(1.0)
        said = desk.operator.verified()
    assert "confirmed" in said.partition("calls in CloudTrail")[2]
