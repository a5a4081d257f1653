"""AuthorizeSecurityGroupIngress: one more way in."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.network import Place
from ecstui.sim.services.ec2.rules import allow

PEERS = (
    ("IpRanges", "CidrIp"),
    ("Ipv6Ranges", "CidrIpv6"),
    ("PrefixListIds", "PrefixListId"),
    ("UserIdGroupPairs", "GroupId"),
)
"""Members of a permission that say from where, and what an entry calls it."""
LOGGED = {"UserIdGroupPairs": "groups"}
"""Members that CloudTrail calls otherwise."""


def authorize_security_group_ingress(call: Call, body: Body) -> Body:
    """Add rules to a group of the VPC.

    :raises AwsError: InvalidGroup.NotFound, InvalidPermission.Duplicate.
    """
    place, group_id = Place.of(call), body.get("GroupId", "")
    if group_id not in place.network.groups:
        text = f"The security group '{group_id}' does not exist"
        raise AwsError("InvalidGroup.NotFound", text)
    before = set(place.network.rules)
    for permission in body.get("IpPermissions", []):
        ports = permission.get("FromPort", -1), permission.get("ToPort", -1)
        for peer in _peers(permission):
            allow(place, group_id, permission["IpProtocol"], ports, source=peer)
    new = [rule for name, rule in place.network.rules.items() if name not in before]
    if not new:
        text = "the specified rule already exists"
        raise AwsError("InvalidPermission.Duplicate", text)
    return {"Return": True, "SecurityGroupRules": new}


def _peers(permission: Body) -> list[str]:
    return [each[name] for member, name in PEERS for each in permission.get(member, [])]


def logged(operation: str, body: Body) -> Body:
    """The request as CloudTrail has it: lists of EC2 are in a member `items`."""
    if operation != "AuthorizeSecurityGroupIngress":
        return body
    items = [_permission(each) for each in body.get("IpPermissions", [])]
    return {**body, "IpPermissions": {"items": items}}


def _permission(permission: Body) -> Body:
    found: Body = {"ipProtocol": permission["IpProtocol"]}
    for name in ("FromPort", "ToPort"):
        if name in permission:
            found[_camel(name)] = permission[name]
    for member, _ in PEERS:
        entries = [{_camel(k): v for k, v in e.items()} for e in permission.get(member, [])]
        name = LOGGED.get(member, _camel(member))
        found[name] = {"items": entries} if entries else {}
    return found


def _camel(name: str) -> str:
    return name[:1].lower() + name[1:]


def resources(_operation: str, given: Body, _answer: Body) -> list[Body]:
    """The group."""
    name = given.get("GroupId")
    return [{"ResourceType": "AWS::EC2::SecurityGroup", "ResourceName": name}] if name else []
