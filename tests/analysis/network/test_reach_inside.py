"""From a load balancer to its target, and the two ends of a path."""

from dataclasses import replace

from ecstui.analysis.network.ends import of_interface, of_subnet
from ecstui.analysis.network.hop import Verdict
from ecstui.analysis.network.reach import balancer_interfaces, from_balancers
from ecstui.model.network import Network
from ecstui.model.network_interface import (
    GroupIdentifier,
    NetworkInterface,
    NetworkInterfaceAssociation,
    NetworkInterfaceIpv6Address,
)
from ecstui.model.subnet import Subnet
from ecstui.model.vpc import Ipv6CidrBlockAssociation
from tests.analysis.network.world import (
    OUT,
    PASSES,
    PRIVATE,
    PUBLIC,
    REGION,
    TASK,
    TASK_GROUP,
    VPC,
    entry,
    network,
    rule,
    stopped,
    told,
    with_acl,
)

BALANCER = NetworkInterface(
    "eni-alb", PUBLIC, VPC, None, "10.0.1.9", groups=(GroupIdentifier("sg-alb"),),
    description="ELB app/web/0123",
)  # fmt: skip


def targets(*rules: object, known: Network | None = None) -> tuple[Verdict, str]:
    found = known or network()
    with_rules = replace(found, rules=(OUT, *rules), interfaces=(BALANCER,))  # type: ignore[arg-type]
    arn = f"arn:aws:elasticloadbalancing:{REGION}:1:loadbalancer/app/web/0123"
    (path,) = from_balancers(with_rules, balancer_interfaces(with_rules, arn), TASK, 8080)
    assert (path.need, path.way) == ("target port 8080", "from eni-alb")
    return told(path)


def test_a_load_balancer_reaches_its_target() -> None:
    out = rule("sg-alb", egress=True, other=TASK_GROUP, ports=(8080, 8080))
    into = rule(TASK_GROUP, other="sg-alb", ports=(8080, 8080))
    assert targets(out, into) == PASSES
    assert targets(out, rule(TASK_GROUP, other="sg-alb", ports=(80, 80))) == stopped(
        "security group, in"
    )
    assert targets(rule("sg-alb"), into) == stopped("security group, out")
    narrow = with_acl(entry(100), entry(100, egress=True, ports=(32768, 65535)))
    assert targets(out, into, known=narrow) == stopped("network ACL, return out")


def test_the_end_that_is_a_network_interface() -> None:
    bare = NetworkInterface("eni-1", PRIVATE)
    assert of_interface(bare) is None
    four = of_interface(replace(bare, private_ip_address="10.0.0.7"))
    assert four is not None
    assert (str(four.address), four.public) == ("10.0.0.7", False)
    public = replace(
        bare, private_ip_address="10.0.0.7", association=NetworkInterfaceAssociation("203.0.113.7")
    )
    assert (end := of_interface(public)) is not None
    assert end.public
    six = replace(bare, ipv6_addresses=(NetworkInterfaceIpv6Address("2001:db8::7"),))
    assert (end := of_interface(six)) is not None
    assert (str(end.address), end.public) == ("2001:db8::7", True)


def test_the_end_that_is_still_to_start() -> None:
    subnet = Subnet(PRIVATE, "a", "10.0.0.0/24")
    end = of_subnet(subnet, (TASK_GROUP,))
    assert end is not None
    assert (str(end.address), end.public) == ("10.0.0.4", False)
    six = Subnet(
        PRIVATE, "a", ipv6_cidr_block_association_set=(Ipv6CidrBlockAssociation("2001:db8::/64"),)
    )
    assert (end := of_subnet(six, ())) is not None
    assert end.public
    assert of_subnet(Subnet(PRIVATE, "a"), ()) is None


def test_a_task_to_come_may_have_both_versions_where_the_subnet_assigns_them() -> None:
    six = (Ipv6CidrBlockAssociation("2001:db8::/64"),)
    subnet = Subnet(PRIVATE, "a", "10.0.0.0/24", ipv6_cidr_block_association_set=six)
    assert (end := of_subnet(subnet, ())) is not None
    assert end.ipv6 is None
    assert (end := of_subnet(replace(subnet, assign_ipv6_address_on_creation=True), ())) is not None
    assert (str(end.address), str(end.ipv6), end.public) == ("10.0.0.4", "2001:db8::4", False)
    assert (other := end.by_ipv6) is not None
    assert (str(other.address), other.public, other.ipv6) == ("2001:db8::4", True, None)
