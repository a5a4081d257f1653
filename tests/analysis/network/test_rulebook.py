"""What rules say, with their references resolved."""

import pytest

from ecstui.analysis.network.flow_logs import coverage
from ecstui.analysis.network.other_side import members, whose
from ecstui.analysis.network.rulebook import rules_of_acls, rules_of_groups, unused
from ecstui.model.flow_log import FlowLog
from ecstui.model.security_group import SecurityGroup
from tests.analysis.network.world import (
    ENDPOINT_GROUP,
    OUT,
    PRIVATE,
    PUBLIC,
    TASK_GROUP,
    VPC,
    acl,
    entry,
    network,
    rule,
)


@pytest.mark.parametrize(
    ("cidr", "said"),
    [
        ("0.0.0.0/0", "everyone"),
        ("::/0", "everyone"),
        ("10.0.0.0/16", "all of the VPC"),
        ("10.0.1.0/24", f"subnet {PUBLIC}"),
        ("10.0.0.0/23", "2 subnets"),
        ("10.0.1.7/32", f"in subnet {PUBLIC}"),
        ("192.168.0.0/16", "a private network"),
        ("8.8.8.8/32", "on the internet"),
        ("", ""),
    ],
)
def test_whose_a_block_is(cidr: str, said: str) -> None:
    assert whose(network(), cidr) == said


def test_groups_are_named_with_what_has_them() -> None:
    known = network(groups=(SecurityGroup(TASK_GROUP, "tasks"), SecurityGroup("sg-idle", "idle")))
    assert members(known) == {ENDPOINT_GROUP: "1 interface"}
    assert unused(known) == ("sg-idle",)
    found = list(rules_of_groups(known, [ENDPOINT_GROUP], [443]))
    assert [(it.who, it.verdict) for it in found] == [("tasks: nothing has it", "lets in to 443")]


def test_only_what_is_about_the_port_has_a_verdict() -> None:
    rules = (OUT, rule(TASK_GROUP, ports=(80, 90)), rule(TASK_GROUP, ports=(443, 443)))
    found = rules_of_groups(network(rules=rules), [TASK_GROUP], [85])
    assert [(it.egress, it.ports, it.verdict) for it in found] == [
        (False, "80-90", "lets in to 85"), (False, "443", ""), (True, "all", ""),
    ]  # fmt: skip


def test_what_an_earlier_entry_decides_is_never_tried() -> None:
    entries = (
        entry(90, "deny", ports=(8080, 8080), cidr="10.0.0.0/8"),
        entry(100, ports=(8000, 9000)),
        entry(110, "deny", ports=(8080, 8080), cidr="10.1.0.0/16"),
        entry(32767, "deny"),
    )
    known = network(acls=(acl("acl-1", *entries, subnets=(PRIVATE,)),))
    found = rules_of_acls(known, [PRIVATE], [8080])
    assert [(it.number, it.verdict, it.good) for it in found] == [
        ("90", "denies 8080", False),
        ("100", "allows 8080", True),
        ("110", "never tried: rule 90 decides", None),
        ("*", "never tried: rule 100 decides", None),
    ]
    assert not list(rules_of_acls(known, [PUBLIC], [8080]))


def test_what_flow_logs_cover() -> None:
    def log(resource: str, status: str = "SUCCESS") -> FlowLog:
        return FlowLog(f"fl-{resource}", resource, "ALL", "ACTIVE", status)

    for logs, text, failing in (
        ((), "nothing", 0),
        ((log(VPC),), "all of the VPC (ALL)", 0),
        ((log(PRIVATE), log("subnet-of-others")), "1 of 3 subnets", 0),
        ((log(VPC, "FAILED"),), "nothing", 1),
    ):
        found = coverage(network(flow_logs=logs))
        assert found is not None
        assert (found.text, len(found.failing)) == (text, failing)
    assert coverage(network(flow_logs=None)) is None
