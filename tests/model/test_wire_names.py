"""Every member of the model is one of the shape in botocore's model, and of its type."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel, Shape
from pydantic.dataclasses import is_pydantic_dataclass

from ecstui.model import (
    authorization_details,
    autoscaling,
    availability_zone,
    direct_connect,
    ecs,
    flow_log,
    internet_gateway,
    nat_gateway,
    network_acl,
    network_interface,
    prefix_list,
    route_table,
    security_group,
    subnet,
    transit_gateway,
    user_credentials,
    vpc,
    vpc_endpoint,
    vpc_peering,
    vpn,
)
from ecstui.model.access_key import AccessKeyLastUsed, AccessKeyMetadata
from ecstui.model.account_summary import PasswordPolicy
from ecstui.model.iam_user import IamUser
from ecstui.model.image_detail import ImageDetail
from ecstui.model.protected_task import ProtectedTask
from ecstui.model.quota import ServiceQuota
from ecstui.model.secret import Secret
from ecstui.model.target_health import TargetHealthDescription
from ecstui.model.wire import KeyValuePair

MODEL = ServiceModel(Loader().load_service_model("ecs", "service-2"), "ecs")
ROOTS = {
    "CapacityProvider": ecs.CapacityProvider,
    "Cluster": ecs.Cluster,
    "ContainerInstance": ecs.ContainerInstance,
    "Failure": ecs.Failure,
    "Service": ecs.Service,
    "ServiceDeployment": ecs.ServiceDeployment,
    "ServiceDeploymentBrief": ecs.ServiceDeploymentBrief,
    "ServiceRevision": ecs.ServiceRevision,
    "Task": ecs.Task,
    "TaskDefinition": ecs.TaskDefinition,
}
BESIDE_THE_BODY = {
    ("TaskDefinition", "tags"),
    ("TaskDefinition", "others"),
    ("TaskDefinition.containerDefinitions", "others"),
    ("TaskDefinition.volumes", "others"),
}
"""Members that come beside the shape in the answer, or are made of what has no name here."""
SCALARS = {
    "string": str,
    "integer": int,
    "double": float,
    "long": int,
    "boolean": bool,
    "timestamp": datetime,
    "map": dict,
}


def mismatches(kind: Any, shape: Shape, path: str) -> Iterator[str]:
    """Where the type of a member is not that of the shape."""
    if shape.type_name == "list":
        yield from mismatches(get_args(kind)[0], shape.member, path)
    elif shape.type_name == "structure":
        assert is_pydantic_dataclass(kind), path
        hints, settings = get_type_hints(kind), kind.__pydantic_fields__
        for field in fields(kind):
            name = settings[field.name].alias
            if (path, name) in BESIDE_THE_BODY:
                continue
            if name not in shape.members:
                yield f"{path}.{name} is unknown"
            else:
                inner = without_none(hints[field.name])
                yield from mismatches(inner, shape.members[name], f"{path}.{name}")
    elif (getattr(kind, "__origin__", None) or kind) is not SCALARS[shape.type_name]:
        yield f"{path} is a {shape.type_name}"


def without_none(hint: Any) -> Any:
    parts = [part for part in get_args(hint) if part is not NoneType]
    return parts[0] if NoneType in get_args(hint) else hint


@pytest.mark.parametrize("name", sorted(ROOTS))
def test_the_members_are_those_of_the_api(name: str) -> None:
    assert list(mismatches(ROOTS[name], MODEL.shape_for(name), name)) == []


OF_OTHERS = [
    ("application-autoscaling", "ScalableTarget", autoscaling.ScalableTarget),
    ("application-autoscaling", "ScalingPolicy", autoscaling.ScalingPolicy),
    ("application-autoscaling", "ScalingActivity", autoscaling.ScalingActivity),
    ("directconnect", "Connection", direct_connect.Connection),
    (
        "directconnect",
        "DirectConnectGatewayAssociation",
        direct_connect.DirectConnectGatewayAssociation,
    ),
    ("directconnect", "VirtualInterface", direct_connect.VirtualInterface),
    ("ec2", "AvailabilityZone", availability_zone.AvailabilityZone),
    ("ec2", "EgressOnlyInternetGateway", internet_gateway.EgressOnlyInternetGateway),
    ("ec2", "FlowLog", flow_log.FlowLog),
    ("ec2", "InternetGateway", internet_gateway.InternetGateway),
    ("ec2", "ManagedPrefixList", prefix_list.ManagedPrefixList),
    ("ec2", "NatGateway", nat_gateway.NatGateway),
    ("ec2", "NetworkAcl", network_acl.NetworkAcl),
    ("ec2", "NetworkInterface", network_interface.NetworkInterface),
    ("ec2", "PrefixList", prefix_list.PrefixList),
    ("ec2", "PrefixListEntry", prefix_list.PrefixListEntry),
    ("ec2", "RouteTable", route_table.RouteTable),
    ("ec2", "SecurityGroup", security_group.SecurityGroup),
    ("ec2", "SecurityGroupRule", security_group.SecurityGroupRule),
    ("ec2", "Subnet", subnet.Subnet),
    ("ec2", "TransitGatewayVpcAttachment", transit_gateway.TransitGatewayVpcAttachment),
    ("ec2", "Vpc", vpc.Vpc),
    ("ec2", "VpcEndpoint", vpc_endpoint.VpcEndpoint),
    ("ec2", "VpcPeeringConnection", vpc_peering.VpcPeeringConnection),
    ("ec2", "VpnConnection", vpn.VpnConnection),
    ("ec2", "VpnGateway", vpn.VpnGateway),
    ("ecr", "ImageDetail", ImageDetail),
    ("ecs", "ProtectedTask", ProtectedTask),
    ("elbv2", "TargetHealthDescription", TargetHealthDescription),
    ("iam", "AccessKeyMetadata", AccessKeyMetadata),
    ("iam", "AccessKeyLastUsed", AccessKeyLastUsed),
    ("secretsmanager", "DescribeSecretResponse", Secret),
    ("iam", "GroupDetail", authorization_details.GroupDetail),
    ("iam", "InstanceProfile", authorization_details.InstanceProfile),
    ("iam", "LoginProfile", user_credentials.LoginProfile),
    ("iam", "ManagedPolicyDetail", authorization_details.ManagedPolicyDetail),
    ("iam", "MFADevice", user_credentials.MfaDevice),
    ("iam", "PasswordPolicy", PasswordPolicy),
    ("iam", "RoleDetail", authorization_details.RoleDetail),
    ("iam", "SigningCertificate", user_credentials.SigningCertificate),
    ("iam", "User", IamUser),
    ("iam", "UserDetail", authorization_details.UserDetail),
    ("service-quotas", "ServiceQuotaListDefinition", ServiceQuota),
]


@pytest.mark.parametrize(("service", "name", "kind"), OF_OTHERS)
def test_the_members_are_those_of_the_other_services(
    service: str, name: str, kind: type[Any]
) -> None:
    model = ServiceModel(Loader().load_service_model(service, "service-2"), service)
    shape = model.shape_for(name)
    assert list(mismatches(kind, getattr(shape, "member", shape), name)) == []


def test_a_value_that_may_be_a_secret_does_not_show() -> None:
    pair = KeyValuePair("DB_PASSWORD", "hunter2")
    assert repr(pair) == "KeyValuePair(name='DB_PASSWORD')"
    container = ecs.ContainerDefinition(
        name="app", image="web:1", environment=(pair,), command=("--token=hunter2",)
    )
    assert "hunter2" not in repr(container)
    assert container.environment[0].value == "hunter2"
