"""Network ACLs, security groups and their rules: DescribeNetworkAcls, DescribeSecurityGroups, …"""

from collections.abc import Iterable

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing
from ecstui.sim.services.ec2.network import Network, Place
from ecstui.sim.services.ec2.rules import acl_association
from ecstui.sim.services.ecs.state import EcsState


def _acls(call: Call) -> dict[str, Body]:
    """Those declared; the default one of a VPC stands before every subnet without another."""
    known, place = network(call), Place.of(call)
    taken = {a["SubnetId"] for acl in known.acls.values() for a in acl["Associations"]}
    free: dict[str, list[str]] = {}
    for subnet in sorted(call.world.state(EcsState, call.account, call.region).subnets):
        if subnet not in taken:
            vpc = known.subnets.get(subnet, {}).get("VpcId", place.vpc)
            free.setdefault(vpc, []).append(subnet)
    return {name: _with(acl, free) for name, acl in known.acls.items()}


def _with(acl: Body, free: dict[str, list[str]]) -> Body:
    if not acl["IsDefault"]:
        return acl
    rest = [acl_association(acl["NetworkAclId"], each) for each in free.get(acl["VpcId"], [])]
    return {**acl, "Associations": [*acl["Associations"], *rest]}


def _groups(call: Call) -> dict[str, Body]:
    known = network(call)
    rules: dict[str, list[Body]] = {name: [] for name in known.groups}
    for rule in known.rules.values():
        rules[rule["GroupId"]].append(rule)
    return {
        name: {
            **group,
            "IpPermissions": _permissions(r for r in rules[name] if not r["IsEgress"]),
            "IpPermissionsEgress": _permissions(r for r in rules[name] if r["IsEgress"]),
        }
        for name, group in known.groups.items()
    }


def _permissions(rules: Iterable[Body]) -> list[Body]:
    """The rules as IpPermissions: one for each protocol and range of ports."""
    found: dict[tuple[str, int, int], Body] = {}
    for rule in rules:
        key = rule["IpProtocol"], rule["FromPort"], rule["ToPort"]
        body = found.setdefault(key, _permission(*key))
        member = next(each for each in SIDES if each in rule)
        list_name, name = SIDES[member]
        body[list_name].append({name: rule[member]} if name else rule[member])
    return list(found.values())


SIDES = {
    "CidrIpv4": ("IpRanges", "CidrIp"),
    "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
    "PrefixListId": ("PrefixListIds", "PrefixListId"),
    "ReferencedGroupInfo": ("UserIdGroupPairs", ""),
}
"""The member of a rule to the list of a permission, and what the entry calls it there."""


def _permission(protocol: str, first: int, last: int) -> Body:
    body: Body = {list_name: [] for list_name, _ in SIDES.values()}
    ports = {} if protocol == "-1" else {"FromPort": first, "ToPort": last}
    return {"IpProtocol": protocol, **ports, **body}


def describe_security_groups(call: Call, body: Body) -> Body:
    """Groups by id, by name (of the default VPC only), or all.

    :raises AwsError: InvalidGroup.NotFound and what every Describe raises.
    """
    named = [_by_name(network(call), name) for name in body.get("GroupNames", [])]
    if named:
        body = {**body, "GroupIds": [*body.get("GroupIds", []), *named]}
    return SECURITY_GROUPS.describe(call, body)


def _by_name(known: Network, name: str) -> str:
    for group_id, group in known.groups.items():
        if group["GroupName"] == name and known.vpcs[group["VpcId"]]["IsDefault"]:
            return group_id
    text = f"The security group '{name}' does not exist in default VPC"
    raise AwsError("InvalidGroup.NotFound", text)


NETWORK_ACLS = Listing(
    find=_acls,
    result="NetworkAcls",
    id_name="NetworkAclId",
    ids="NetworkAclIds",
    missing="InvalidNetworkAclID.NotFound",
    noun="networkAcl",
    filters={
        "association.association-id": "Associations.NetworkAclAssociationId",
        "association.network-acl-id": "Associations.NetworkAclId",
        "association.subnet-id": "Associations.SubnetId",
        "default": "IsDefault",
        "entry.cidr": "Entries.CidrBlock",
        "entry.egress": "Entries.Egress",
        "entry.ipv6-cidr": "Entries.Ipv6CidrBlock",
        "entry.protocol": "Entries.Protocol",
        "entry.rule-action": "Entries.RuleAction",
        "entry.rule-number": "Entries.RuleNumber",
        "network-acl-id": "NetworkAclId",
        "owner-id": "OwnerId",
        "tag": "Tags",
        "vpc-id": "VpcId",
    },
)

SECURITY_GROUPS = Listing(
    find=_groups,
    result="SecurityGroups",
    id_name="GroupId",
    ids="GroupIds",
    missing="InvalidGroup.NotFound",
    noun="security group",
    filters={
        "description": "Description",
        "egress.ip-permission.cidr": "IpPermissionsEgress.IpRanges.CidrIp",
        "egress.ip-permission.group-id": "IpPermissionsEgress.UserIdGroupPairs.GroupId",
        "group-id": "GroupId",
        "group-name": "GroupName",
        "ip-permission.cidr": "IpPermissions.IpRanges.CidrIp",
        "ip-permission.from-port": "IpPermissions.FromPort",
        "ip-permission.group-id": "IpPermissions.UserIdGroupPairs.GroupId",
        "ip-permission.protocol": "IpPermissions.IpProtocol",
        "ip-permission.to-port": "IpPermissions.ToPort",
        "owner-id": "OwnerId",
        "tag": "Tags",
        "vpc-id": "VpcId",
    },
)

SECURITY_GROUP_RULES = Listing(
    find=lambda call: network(call).rules,
    result="SecurityGroupRules",
    id_name="SecurityGroupRuleId",
    ids="SecurityGroupRuleIds",
    missing="InvalidSecurityGroupRuleId.NotFound",
    noun="security group rule",
    # There is none for the VPC: whoever wants a VPC's rules asks for those of its groups.
    filters={
        "group-id": "GroupId",
        "security-group-rule-id": "SecurityGroupRuleId",
        "tag": "Tags",
    },
)
