import json

from ecstui.aws import rates
from ecstui.aws.iam_policy import policy
from ecstui.aws.operations import OPERATIONS, READS, Access, Operation

WRITE = Operation(
    "ecs",
    "RunTask",
    Access.WRITE,
    rates.ECS_CLUSTER_READ,
    ("ecs:RunTask", "iam:PassRole"),
    "a test",
    "arn:aws:ecs:*:*:task-definition/*",
)


def actions(document: dict[str, list[dict[str, list[str]]]]) -> set[str]:
    return {action for statement in document["Statement"] for action in statement["Action"]}


def test_it_allows_what_the_list_needs_and_nothing_else() -> None:
    assert actions(policy()) == {action for it in READS for action in it.iam_actions}


def test_it_is_json_in_the_current_policy_language() -> None:
    document = policy()
    assert json.loads(json.dumps(document)) == document
    assert document["Version"] == "2012-10-17"
    for statement in document["Statement"]:
        assert set(statement) == {"Sid", "Effect", "Action", "Resource"}
        assert statement["Sid"].isalnum()
        assert statement["Action"] == sorted(statement["Action"])


def test_writes_are_in_the_policy_only_when_asked_for() -> None:
    listed = (*READS, WRITE)
    assert policy(listed, read_only=True) == policy()
    assert actions(policy(listed, read_only=False)) - actions(policy()) == set(WRITE.iam_actions)


def test_the_order_of_the_list_does_not_matter_and_sids_are_unique() -> None:
    other = Operation("ecs", "StopTask", Access.WRITE, WRITE.bucket, ("ecs:StopTask",), "a test")
    listed = (*READS, WRITE, other)
    document = policy(listed, read_only=False)
    assert document == policy(reversed(listed), read_only=False)
    sids = [statement["Sid"] for statement in document["Statement"]]
    assert len(set(sids)) == len(sids)


def test_roles_can_be_passed_only_to_tasks() -> None:
    *others, passing = policy(read_only=False)["Statement"]
    assert passing["Action"] == ["iam:PassRole"]
    assert passing["Condition"] == {
        "StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}
    }
    assert "iam:PassRole" not in {action for it in others for action in it["Action"]}
    assert not any("Condition" in statement for statement in others)


def test_with_writes_it_allows_what_every_operation_needs() -> None:
    needed = {action for it in OPERATIONS for action in it.iam_actions}
    assert actions(policy(read_only=False)) == needed
    writing = {it["Sid"] for it in policy(read_only=False)["Statement"] if "Write" in it["Sid"]}
    services = ("Ecs", "ApplicationAutoscaling", "Iam", "Secretsmanager")
    assert writing == {f"Ecstui{service}Write" for service in services}
