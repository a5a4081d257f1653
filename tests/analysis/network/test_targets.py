"""The ways from load balancers to tasks."""

from dataclasses import replace
from typing import Any

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.hop import Path, Verdict
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.targets import target_paths
from ecstui.model.container_definition import PortMapping
from ecstui.model.ecs import Container, ContainerDefinition, LoadBalancer, Task, TaskDefinition
from ecstui.model.network import Network
from ecstui.model.network_interface import GroupIdentifier, NetworkInterface
from ecstui.model.target_group import TargetGroup
from ecstui.model.task import NetworkBinding
from tests.analysis.network.world import PUBLIC, REGION, TASK, TASK_GROUP, VPC, network, rule

PREFIX = f"arn:aws:elasticloadbalancing:{REGION}:123456789012"
ARN, BALANCER = f"{PREFIX}:targetgroup/web/0123", f"{PREFIX}:loadbalancer/app/shop/4567"
GROUP = TargetGroup(ARN, "web", "HTTP", 80, VPC, "ip", "traffic-port", (BALANCER,))
SERVICE = LoadBalancer(ARN, None, "app", 8080)
ALB = NetworkInterface(
    "eni-alb", PUBLIC, VPC, f"{REGION}a", "10.0.1.9",
    groups=(GroupIdentifier("sg-alb"),), description="ELB app/shop/4567",
)  # fmt: skip
IN = rule(TASK_GROUP, other="sg-alb", ports=(8080, 8080))
OUT = rule("sg-alb", egress=True, protocol="-1")


def definition(mode: str = "awsvpc", host_port: int | None = None) -> TaskDefinition:
    mapping = PortMapping(8080, host_port)
    container = ContainerDefinition("app", "web:1", port_mappings=(mapping,))
    return TaskDefinition("arn", "web", 1, "ACTIVE", (container,), network_mode=mode)


def known(*rules: Any, interfaces: tuple[NetworkInterface, ...] | None = (ALB,)) -> Network:
    return network(rules=rules, interfaces=interfaces)


def paths(
    here: Network,
    group: TargetGroup | None = GROUP,
    task_definition: TaskDefinition | None = None,
    tasks: tuple[Task, ...] = (),
) -> list[Path]:
    origin = Origin("here", here, TASK, tasks=tasks)
    groups = None if group is None else (group,)
    made = target_paths(origin, (SERVICE,), groups, task_definition or definition())
    return [path for _, path in made]


def verdicts(*args: Any) -> list[Verdict]:
    return [path.verdict for path in paths(*args)]


def test_the_balancer_gets_in_where_a_rule_allows_it() -> None:
    assert verdicts(known(IN, OUT)) == [Verdict.PASS]
    (path,) = paths(known(OUT))
    assert path.blocking is not None
    assert path.blocking.fix == "allow TCP 8080 from sg-alb in the inbound rules of sg-task"


def test_the_port_of_the_health_check_counts_too() -> None:
    checked = replace(GROUP, health_check_port="9000")
    assert verdicts(known(IN, OUT), checked) == [Verdict.PASS, Verdict.BLOCK]


def test_no_load_balancer_forwards_to_it() -> None:
    (path,) = paths(known(IN, OUT), replace(GROUP, load_balancer_arns=()))
    assert path.blocking is not None
    assert "no load balancer" in path.blocking.rule


def test_what_is_not_known_is_not_green() -> None:
    assert verdicts(known(IN, OUT), None) == [Verdict.UNKNOWN]
    assert verdicts(known(IN, OUT, interfaces=())) == [Verdict.UNKNOWN]
    assert verdicts(known(IN, OUT, interfaces=None)) == [Verdict.UNKNOWN]


def test_a_network_load_balancer_may_keep_its_clients_addresses() -> None:
    arn = f"{PREFIX}:loadbalancer/net/shop/4567"
    nlb = replace(ALB, description="ELB net/shop/4567")
    here = known(IN, OUT, interfaces=(nlb,))
    (path,) = paths(here, replace(GROUP, load_balancer_arns=(arn,)))
    assert (path.verdict, path.hops[-1].place) == (Verdict.UNKNOWN, "client")


def test_a_network_load_balancer_without_a_security_group_is_filtered_by_none() -> None:
    arn = f"{PREFIX}:loadbalancer/net/shop/4567"
    nlb = replace(ALB, description="ELB net/shop/4567", groups=())
    behind = replace(GROUP, load_balancer_arns=(arn,))
    from_anywhere = rule(TASK_GROUP, other="10.0.0.0/16", ports=(8080, 8080))
    (path,) = paths(known(from_anywhere, interfaces=(nlb,)), behind)
    assert (path.verdict, path.blocking) == (Verdict.UNKNOWN, None)
    (path,) = paths(known(IN, interfaces=(nlb,)), behind)
    assert path.blocking is not None
    assert path.blocking.place == "security group, in"


def test_on_instances_the_port_is_that_of_the_instance() -> None:
    bridge = definition("bridge", 0)
    assert verdicts(known(IN, OUT), GROUP, bridge) == [Verdict.UNKNOWN]
    assert verdicts(known(IN, OUT), GROUP, definition("bridge", 8080)) == [Verdict.PASS]
    assert verdicts(known(IN, OUT), GROUP, definition("host")) == [Verdict.PASS]
    binding = NetworkBinding("0.0.0.0", 8080, 32999)
    task = Task("t", "c", "d", "RUNNING", "RUNNING",
                containers=(Container("app", network_bindings=(binding,)),))  # fmt: skip
    dynamic = rule(TASK_GROUP, other="sg-alb", ports=(32768, 65535))
    assert verdicts(known(dynamic, OUT), GROUP, bridge, (task,)) == [Verdict.PASS]
    assert verdicts(known(IN, OUT), GROUP, bridge, (task,)) == [Verdict.BLOCK]


def test_a_target_group_of_ipv6_knows_its_targets_by_that() -> None:
    by_six = replace(GROUP, ip_address_type="ipv6")
    (path,) = paths(known(IN, OUT), by_six)
    assert (path.verdict, path.hops[0].rule) == (
        Verdict.UNKNOWN, "its targets are IPv6 ones, and here has none",
    )  # fmt: skip
    both = replace(TASK, ipv6=address("2001:db8::9"))
    (path,) = [it for _, it in target_paths(
        Origin("here", known(IN, OUT), both), (SERVICE,), (by_six,), definition()
    )]  # fmt: skip
    assert "network interfaces have no address" in path.hops[0].rule
