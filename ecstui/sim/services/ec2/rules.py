"""Network ACLs and security groups as a scenario declares them."""

from ecstui.sim.call import Body
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ecs.identifiers import derived

EVERYWHERE, EVERYWHERE_6 = "0.0.0.0/0", "::/0"
LAST = 32767
"""The number of the entry that denies what no other entry of a network ACL is about."""


def entry(
    number: int,
    action: str = "allow",
    *,
    egress: bool = False,
    cidr: str = EVERYWHERE,
    protocol: str = "-1",
    ports: tuple[int, int] | None = None,
) -> Body:
    """A rule of a network ACL.

    :param protocol: its number as text; -1 stands for all.
    """
    body: Body = {
        "RuleNumber": number,
        "Protocol": protocol,
        "RuleAction": action,
        "Egress": egress,
        ("Ipv6CidrBlock" if ":" in cidr else "CidrBlock"): cidr,
    }
    if ports:
        body["PortRange"] = {"From": ports[0], "To": ports[1]}
    return body


OPEN = [entry(100), entry(100, egress=True)]
OPEN_6 = [entry(101, cidr=EVERYWHERE_6), entry(101, egress=True, cidr=EVERYWHERE_6)]
"""Those of the default network ACL of a VPC that has an IPv6 block ("Default network ACL", VPC user
guide)."""


def acl(
    place: Place,
    acl_id: str,
    name: str,
    entries: list[Body],
    subnets: list[str],
    *,
    vpc_id: str = "",
    default: bool = False,
) -> None:
    """Declare a network ACL; the entries that deny the rest come by themselves."""
    place.network.acls[acl_id] = {
        "NetworkAclId": acl_id,
        "VpcId": vpc_id or place.vpc,
        "OwnerId": place.account,
        "IsDefault": default,
        "Associations": [acl_association(acl_id, each) for each in subnets],
        "Entries": [*entries, entry(LAST, "deny", egress=True), entry(LAST, "deny")],
        "Tags": tags(name),
    }


def acl_association(acl_id: str, subnet: str) -> Body:
    """A subnet behind a network ACL."""
    return {
        "NetworkAclAssociationId": "aclassoc-" + derived(acl_id, subnet, 17),
        "NetworkAclId": acl_id,
        "SubnetId": subnet,
    }


def group(
    place: Place, group_id: str, name: str, description: str, *, vpc_id: str = "", out: bool = True
) -> None:
    """Declare a security group.

    :param out: whether it has the rule that lets everything out, as a new one has.
    """
    place.network.groups[group_id] = {
        "GroupId": group_id,
        "GroupName": name,
        "Description": description,
        "OwnerId": place.account,
        "VpcId": vpc_id or place.vpc,
        "SecurityGroupArn": place.arn(f"security-group/{group_id}"),
        "Tags": tags(name),
    }
    if out:
        allow(place, group_id, "-1", egress=True)


def allow(
    place: Place,
    group_id: str,
    protocol: str = "tcp",
    ports: tuple[int, int] = (-1, -1),
    *,
    source: str = EVERYWHERE,
    egress: bool = False,
    description: str = "",
) -> None:
    """Declare a rule of a security group.

    :param source: or destination: a block, a prefix list, or a security group.
    """
    label = f"{protocol}:{ports}:{source}:{egress}"
    rule_id = "sgr-" + derived(group_id, label, 17)
    place.network.rules[rule_id] = {
        "SecurityGroupRuleId": rule_id,
        "GroupId": group_id,
        "GroupOwnerId": place.account,
        "IsEgress": egress,
        "IpProtocol": protocol,
        "FromPort": ports[0],
        "ToPort": ports[1],
        "SecurityGroupRuleArn": place.arn(f"security-group-rule/{rule_id}"),
        "Description": description,
        "Tags": [],
        **_other_side(place, source),
    }


def _other_side(place: Place, source: str) -> Body:
    if source.startswith("sg-"):
        return {"ReferencedGroupInfo": {"GroupId": source, "UserId": place.account}}
    if source.startswith("pl-"):
        return {"PrefixListId": source}
    return {"CidrIpv6" if ":" in source else "CidrIpv4": source}


def default_group(place: Place, vpc_id: str) -> str:
    """The security group of what names none: everything from itself, everything out."""
    group_id = place.id("sg", vpc_id)
    group(place, group_id, "default", "default VPC security group", vpc_id=vpc_id)
    allow(place, group_id, "-1", source=group_id)
    return group_id
