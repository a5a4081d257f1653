"""Records for tests."""

from typing import Any

from ecstui.journal import Call, Effect, Intent, Outcome, Session, Stage

ACCOUNT = "123456789012"
REGION = "ap-northeast-1"
SERVICE = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/prod-web/checkout"
CALLER = f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice"


def session(session_id: str = "s1", **more: Any) -> Session:
    given = {
        "session_id": session_id,
        "version": "0.1.0",
        "mode": "normal",
        "account": ACCOUNT,
        "alias": "acme-prod",
        "caller_arn": CALLER,
        "region": REGION,
        "context": "prod",
    }
    return Session(**{**given, **more})


def intent(change_id: str = "c1", **more: Any) -> Intent:
    parameters = {"cluster": "prod-web", "service": "checkout", "desiredCount": 6}
    given = {
        "change_id": change_id,
        "action": "scale",
        "targets": (SERVICE,),
        "call": Call("ecs", "UpdateService", parameters),
        "index": 1,
        "of": 1,
        "account": ACCOUNT,
        "region": REGION,
        "caller": CALLER,
        "before": {"desired count": "4"},
        "risk": "L2",
        "typed": "checkout",
    }
    return Intent(**{**given, **more})


def outcome(change_id: str = "c1", **more: Any) -> Outcome:
    given = {
        "change_id": change_id,
        "index": 1,
        "status": 200,
        "request_id": "11111111-2222-4333-8444-555555555555",
        "error": None,
        "may_have_happened": False,
        "latency_ms": 85.5,
        "attempts": 1,
    }
    return Outcome(**{**given, **more})


def effect(change_id: str = "c1", stage: Stage = Stage.REACHED, target: str = SERVICE) -> Effect:
    return Effect(change_id, target, stage, "6 of 6 run")
