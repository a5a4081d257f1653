"""DescribeNetworkInterfaces: those of tasks, of container instances, and all that are declared.

A task's is there from PENDING until it has stopped, as DescribeTasks tells of it.
"""

from collections.abc import Iterable, Iterator
from ipaddress import ip_network

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing
from ecstui.sim.services.ec2.network import Network, Place
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.placement import address_text
from ecstui.sim.services.ecs.records.capacity import Cluster, ContainerInstance, Subnet
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.rendering.tasks import attachment_id, interface_id
from ecstui.sim.services.ecs.state import EcsState

WITHOUT = frozenset({"PROVISIONING", "STOPPED"})
"""States of a task in which it has no network interface yet, or none any more."""
FIRST_IPV6 = 0x100
"""EC2 takes any of a block; here they are counted from there on, so that none is one that AWS
keeps."""


def interfaces(call: Call) -> dict[str, Body]:
    """All network interfaces by id."""
    place, known = Place.of(call), network(call)
    clusters = call.world.state(EcsState, call.account, call.region).clusters.values()
    return {
        **known.interfaces,
        **{each["NetworkInterfaceId"]: each for each in _of_ecs(place, known, clusters)},
    }


def _of_ecs(place: Place, known: Network, clusters: Iterable[Cluster]) -> Iterator[Body]:
    for cluster in clusters:
        for task in cluster.tasks.values():
            if task.subnet and task.status not in WITHOUT:
                yield _of_task(place, known, task, task.subnet)
        for instance in cluster.instances.values():
            if instance.subnet:
                yield _of_instance(place, known, instance, instance.subnet)


def _of_task(place: Place, known: Network, task: Task, subnet: Subnet) -> Body:
    body = interface(
        place,
        known,
        interface_id(task),
        subnet,
        task.address,
        groups=task.network.get("securityGroups", []),
        description=f"{task.arn.partition(':task/')[0]}:attachment/{attachment_id(task)}",
    )
    if task.network.get("assignPublicIp") == "ENABLED":
        body["Association"] = _public(interface_id(task))
    body["Attachment"] = {"AttachmentId": "ela-attach-" + derived(task.id, "ela", 17)}
    body["Attachment"] |= {"Status": "attached", "DeviceIndex": 1, "DeleteOnTermination": False}
    return body


def _public(label: str) -> Body:
    """A public address from TEST-NET-3, which is nobody's."""
    address = f"203.0.113.{100 + int(derived(label, 'public', 6), 16) % 150}"
    return {"PublicIp": address, "PublicDnsName": "", "IpOwnerId": "amazon"}


def _of_instance(place: Place, known: Network, host: ContainerInstance, subnet: Subnet) -> Body:
    body = interface(
        place,
        known,
        "eni-" + derived(host.id, "eni", 17),
        subnet,
        host.address,
        groups=host.groups,
        description="",
    )
    attachment = {"AttachmentId": "eni-attach-" + derived(host.id, "attach", 17)}
    place_of = {"InstanceId": host.ec2_instance_id, "InstanceOwnerId": place.account}
    rest = {"Status": "attached", "DeviceIndex": 0, "DeleteOnTermination": True}
    return {**body, "Attachment": {**attachment, **place_of, **rest}}


def interface(
    place: Place,
    known: Network,
    eni: str,
    subnet: Subnet,
    host: int,
    *,
    groups: Iterable[str] = (),
    description: str,
    **more: object,
) -> Body:
    """A network interface with one private address, and one of IPv6 if its subnet assigns them.

    :param host: the address in the subnet, counted from the first usable one.
    :param groups: security groups; none stands for the VPC's default one.
    :param more: further members.
    """
    address = address_text(subnet, host)
    declared = known.subnets.get(subnet.id, {})
    vpc = declared.get("VpcId", place.vpc)
    mac = derived(eni, "mac", 10)
    name = f"ip-{address.replace('.', '-')}.{place.region}.compute.internal"
    return {
        "NetworkInterfaceId": eni,
        "InterfaceType": "interface",
        "Description": description,
        "SubnetId": subnet.id,
        "VpcId": vpc,
        "AvailabilityZone": subnet.zone,
        "OwnerId": place.account,
        "PrivateIpAddress": address,
        "PrivateIpAddresses": [
            {"PrivateIpAddress": address, "Primary": True, "PrivateDnsName": name}
        ],
        "PrivateDnsName": name,
        "Ipv6Addresses": _ipv6(declared, host),
        "Groups": [_group(known, each) for each in groups or [place.id("sg", vpc)]],
        "MacAddress": ":".join(["06", *(mac[i : i + 2] for i in range(0, 10, 2))]),
        "Status": "in-use",
        "RequesterManaged": False,
        "SourceDestCheck": True,
        "TagSet": [],
        **more,
    }


def _ipv6(subnet: Body, host: int) -> list[Body]:
    if not subnet.get("AssignIpv6AddressOnCreation"):
        return []
    block = ip_network(subnet["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
    return [{"Ipv6Address": str(block[FIRST_IPV6 + host]), "IsPrimaryIpv6": False}]


def _group(known: Network, group_id: str) -> Body:
    return {"GroupId": group_id, "GroupName": known.groups.get(group_id, {}).get("GroupName", "")}


INTERFACES = Listing(
    find=interfaces,
    result="NetworkInterfaces",
    id_name="NetworkInterfaceId",
    ids="NetworkInterfaceIds",
    missing="InvalidNetworkInterfaceID.NotFound",
    noun="networkInterface",
    filters={
        "addresses.private-ip-address": "PrivateIpAddresses.PrivateIpAddress",
        "association.public-ip": "Association.PublicIp",
        "attachment.instance-id": "Attachment.InstanceId",
        "attachment.status": "Attachment.Status",
        "availability-zone": "AvailabilityZone",
        "description": "Description",
        "group-id": "Groups.GroupId",
        "group-name": "Groups.GroupName",
        "interface-type": "InterfaceType",
        "network-interface-id": "NetworkInterfaceId",
        "owner-id": "OwnerId",
        "private-ip-address": "PrivateIpAddress",
        "requester-id": "RequesterId",
        "requester-managed": "RequesterManaged",
        "status": "Status",
        "subnet-id": "SubnetId",
        "tag": "TagSet",
        "vpc-id": "VpcId",
    },
)
