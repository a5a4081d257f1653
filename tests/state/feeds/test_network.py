"""The network of a VPC as the simulated account acme has it, read and judged."""

import pytest

from ecstui.analysis.network.ends import End, of_interface, of_subnet
from ecstui.analysis.network.hop import Path, Verdict
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.overlaps import overlaps
from ecstui.analysis.network.reach import balancer_interfaces, from_balancers, path_to, reach
from ecstui.analysis.network.subnet_class import classify
from ecstui.aws.errors import NotFound
from ecstui.model.network import Network
from ecstui.sim.faults import Fault
from ecstui.sim.services.ec2.network import Place, vpc_id
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.elbv2.groups import balancer_arn
from ecstui.sim.world import World
from ecstui.state import feeds
from tests.acme import arrived
from tests.state.feeds.desk import Desk
from tests.world import ACCOUNT, REGION

VPC = vpc_id(ACCOUNT, REGION)
NETWORK = feeds.network(VPC)
ECR, S3, LOGS = Need("ECR api", "ecr.api", ""), Need("S3", "s3", ""), Need("logs", "logs", "")
SECRETS = Need("secretsmanager", "secretsmanager", "")


@pytest.fixture
def world() -> World:
    return arrived(__name__)


def group_of(known: Network, name: str) -> tuple[str, ...]:
    return tuple(it.group_id for it in known.groups or () if it.group_name == name)


def task(known: Network, subnet: str, group: str) -> End:
    (found,) = (it for it in known.subnets if it.name == f"acme-prod-{subnet}")
    end = of_subnet(found, group_of(known, group))
    assert end is not None
    return end


def verdicts(paths: tuple[Path, ...]) -> dict[str, str]:
    return {path.need: path.verdict.value for path in paths}


async def test_every_subnet_has_its_class(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    classes: dict[str, set[str]] = {}
    for subnet in known.subnets:
        word = classify(known, subnet).word.value
        classes.setdefault(word, set()).add(subnet.name.removeprefix("acme-prod-"))
    assert classes == {
        "public": {"public-a", "public-c", "public-d"},
        "private": {"private-a", "private-c", "private-d", "loyalty-a", "data-a", "data-c",
                    "data-d"},
        "VPN-only": {"office-a"},
        "isolated": {"index-a", "index-c", "index-d", "endpoints-a", "endpoints-c", "endpoints-d",
                     "webhooks-d"},
        "broken": {"reporting-c"},
    }  # fmt: skip


async def test_which_vpcs_things_are_in(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    hosts = [it.attachment.instance_id for it in known.interfaces or () if it.attachment]
    instance = next(str(it) for it in hosts if it)
    subnet = known.subnets[0].subnet_id
    found, calls = await desk.counted(feeds.home_vpcs((subnet, "subnet-gone"), (instance,)))
    assert found == (VPC,)
    assert calls == {"ec2:DescribeSubnets": 1, "ec2:DescribeNetworkInterfaces": 1}
    assert await desk.counted(feeds.home_vpcs((), ())) == ((), {})


async def test_why_the_search_indexer_cannot_pull_its_image(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    hosts = [it for it in known.interfaces or () if group_of(known, "index-asg") == it.group_ids]
    assert len(hosts) == 6
    for host in hosts:
        end = of_interface(host)
        assert end is not None
        paths = reach(known, end, [ECR, S3, LOGS, SECRETS], REGION)
        assert verdicts(paths) == {
            "ECR api": "block", "S3": "pass", "logs": "pass", "secretsmanager": "pass",
        }  # fmt: skip
        stopped = paths[0].blocking
        assert stopped is not None
        assert (stopped.place, stopped.component) == ("route", "rtb-0a1b2c3d4e5f60002")
        assert stopped.fix == "add 0.0.0.0/0 to nat-0a1b2c3d4e5f6000e in rtb-0a1b2c3d4e5f60002"


async def test_everything_that_runs_elsewhere_reaches_what_it_needs(
    desk: Desk, world: World
) -> None:
    known = await desk.read(NETWORK)
    interfaces = {it.network_interface_id: it for it in known.interfaces or ()}
    tasks = [it for it in interfaces.values() if ":attachment/" in it.description]
    assert len(tasks) > 150
    for each in [*tasks, *(it for it in interfaces.values() if "data-asg" in str(it.groups))]:
        end = of_interface(each)
        assert end is not None
        found = verdicts(reach(known, end, [ECR, S3, LOGS, SECRETS], REGION))
        assert set(found.values()) == {"pass"}, (each, found)


async def test_the_endpoint_of_the_logs_refuses_the_load_test(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    end = task(known, "private-a", "staging-checkout-loadtest")
    path = path_to(known, end, LOGS, REGION)
    assert path.blocking is not None
    assert (path.blocking.place, path.blocking.component) == (
        "security group, in", *group_of(known, "endpoint-logs"),
    )  # fmt: skip
    assert end.group_ids[0] in path.blocking.fix
    assert path_to(known, end, ECR, REGION).verdict is Verdict.PASS


async def test_the_network_acl_drops_what_comes_back_to_loyalty(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    end = task(known, "loyalty-a", "prod-loyalty")
    for need in (ECR, S3, LOGS):
        stopped = path_to(known, end, need, REGION).blocking
        assert stopped is not None
        assert (stopped.place, stopped.component) == (
            "network ACL, return in", "acl-0a1b2c3d4e5f60001",
        )  # fmt: skip


async def test_load_balancers_reach_their_targets(desk: Desk, world: World) -> None:
    known = await desk.read(NETWORK)
    cluster = world.state(EcsState, ACCOUNT, REGION).clusters["prod-web"]
    arn = balancer_arn(ACCOUNT, REGION, "prod-web", cluster.arn)
    balancers = balancer_interfaces(known, arn)
    assert len(balancers) == 3
    paths = from_balancers(known, balancers, task(known, "private-c", "prod-cart"), 8080)
    assert {path.verdict for path in paths} == {Verdict.PASS}
    paths = from_balancers(known, balancers, task(known, "private-c", "prod-cart"), 9090)
    assert {path.verdict for path in paths} == {Verdict.BLOCK}


async def test_what_the_owner_of_a_shared_vpc_has_is_not_known(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    vpcs = Place.at(desk.server.world, ACCOUNT, REGION).network.vpcs
    monkeypatch.setitem(vpcs, VPC, {**vpcs[VPC], "OwnerId": "210987654321"})
    known = await desk.read(NETWORK)
    assert known.endpoints is None
    assert known.nat_gateways is None
    assert known.internet_gateways is None
    assert "210987654321" in known.why_unread("endpoints")
    assert known.route_tables
    assert known.rules
    client = task(known, "private-c", "prod-cart")
    hub = Need("docker.io", "", "")
    paths = reach(known, client, (ECR, LOGS, hub), REGION)
    assert {path.verdict for path in paths} == {Verdict.UNKNOWN}


async def test_the_overlaps(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    found = [(it.one.owner[:3], it.other.owner[:3]) for it in overlaps(known)]
    assert found == [("pcx", "pcx"), ("pcx", "vpn")]


async def test_a_vpc_takes_about_twenty_calls_and_stays_the_same_object(desk: Desk) -> None:
    first, cost = await desk.counted(NETWORK)
    assert cost.total() <= 24
    assert max(cost.values()) == 2  # the attributes of a VPC come one at a time
    again, _ = await desk.counted(NETWORK)
    assert again is first
    assert first.unread == ()


async def test_what_iam_does_not_allow_is_left_out_and_said(desk: Desk) -> None:
    desk.server.faults.add(Fault("ec2:DescribeNetworkAcls", "denied", 1))
    known = await desk.read(NETWORK)
    assert known.acls is None
    assert "ec2:DescribeNetworkAcls" in known.why_unread("acls")
    assert known.route_tables
    path = path_to(known, task(known, "private-a", "prod-cart"), ECR, REGION)
    assert path.verdict is Verdict.UNKNOWN
    assert known.why_unread("route_tables") == ""


async def test_direct_connect_of_its_gateway(desk: Desk) -> None:
    known = await desk.read(NETWORK)
    (interface,), (connection,) = known.virtual_interfaces or (), known.direct_connections or ()
    assert interface.connection_id == connection.connection_id
    assert [it.bgp_status for it in interface.peers] == ["up", "down"]


async def test_direct_connect_that_is_denied_or_in_part(desk: Desk) -> None:
    desk.server.faults.add(Fault("directconnect:DescribeConnections", "denied", 1))
    known = await desk.read(NETWORK)
    assert known.direct_connections is None
    assert "directconnect:DescribeConnections" in known.why_unread("direct_connections")
    assert known.virtual_interfaces
    desk.server.faults.add(Fault("directconnect:DescribeVirtualInterfaces", "denied"))
    known = await desk.read(NETWORK)
    assert known.virtual_interfaces is None
    assert "directconnect:DescribeVirtualInterfaces" in known.why_unread("virtual_interfaces")
    assert known.vpn_connections


async def test_a_vpc_that_there_is_not(desk: Desk) -> None:
    with pytest.raises(NotFound, match="There is no VPC vpc-9"):
        await desk.read(feeds.network("vpc-9"))
    assert {vpc.name for vpc in (await desk.read(feeds.VPCS)).items} == {"acme-prod", "default"}
