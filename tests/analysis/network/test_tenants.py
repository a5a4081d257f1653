"""What stands on network interfaces."""

from collections import Counter
from typing import Any

import pytest

from ecstui.analysis.network.inhabitants import Inhabitant
from ecstui.analysis.network.tenants import Tenant, Whereabouts, summary, tenants, whereabouts
from ecstui.model.ecs import Attachment, KeyValuePair, Task
from ecstui.model.network_interface import NetworkInterface, NetworkInterfaceAttachment
from tests.analysis.network.world import PRIVATE, REGION

CLUSTER = f"arn:aws:ecs:{REGION}:123456789012:cluster/prod"
HOST = f"arn:aws:ecs:{REGION}:123456789012:container-instance/prod/0123"
CART = Inhabitant("service:cart", CLUSTER)
OF_TASK = f"arn:aws:ecs:{REGION}:123456789012:attachment/0123"
UUID = "0a1b2c3d-4e5f-6000-8000-0a1b2c3d4e5f"


def eni(name: str, description: str = "", **more: Any) -> NetworkInterface:
    return NetworkInterface(name, PRIVATE, description=description, **more)


def on(instance: str) -> NetworkInterface:
    return eni(f"eni-{instance}", attachment=NetworkInterfaceAttachment(instance, "attached", 0))


def task(interface: str = "", host: str | None = None) -> Task:
    details = (KeyValuePair("networkInterfaceId", interface),)
    attached = (Attachment("a", "ElasticNetworkInterface", details=details),) if interface else ()
    return Task("t", CLUSTER, "d", "RUNNING", "RUNNING", group="service:cart",
                container_instance_arn=host, attachments=attached)  # fmt: skip


def test_whose_tasks_are_where() -> None:
    known = whereabouts([task("eni-1"), task("eni-2", HOST), task(host=HOST)], {HOST: "i-1"})
    assert known.own == {"eni-1": CART, "eni-2": CART}
    assert known.hosted == {"i-1": Counter({CART: 1})}


@pytest.mark.parametrize(
    ("interface", "kind", "name"),
    [
        (eni("eni-1", OF_TASK), "task", "cart"),
        (eni("eni-9", OF_TASK), "task", ""),
        (eni("e", "ELB app/web/0123abc"), "load balancer", "app/web"),
        (eni("e", "AWS Lambda VPC ENI-price-hook-3", interface_type="lambda"),
         "Lambda function", "price-hook"),
        (eni("e", f"AWS Lambda VPC ENI-price-hook-{UUID}"), "Lambda function", "price-hook"),
        (eni("e", interface_type="nat_gateway"), "NAT gateway", ""),
        (eni("e", interface_type="network_load_balancer"), "network load balancer", ""),
        (eni("e"), "interface", ""),
    ],
)  # fmt: skip
def test_what_has_an_interface(interface: NetworkInterface, kind: str, name: str) -> None:
    assert tenants([interface], Whereabouts({"eni-1": CART}, {})) == (Tenant(kind, name, 1),)


def test_tasks_on_instances_are_counted_as_far_as_they_are_known() -> None:
    there = [eni("eni-1", OF_TASK), on("i-1"), on("i-2"), on("i-3"), eni("e", "ELB net/x/0")]
    known = Whereabouts({"eni-1": CART}, {"i-1": Counter({CART: 3}), "i-2": Counter()})
    found = tenants(there, known)
    assert found == (
        Tenant("task", "cart", 1),
        Tenant("instance", "i-1", 1, 3),
        Tenant("instance", "i-2", 1, 0),
        Tenant("instance", "i-3", 1, None),
        Tenant("load balancer", "net/x", 1),
    )
    assert summary(found) == (
        "4 tasks (3 on 1 instance), 1 instance without such tasks, "
        "1 instance, whose tasks are not counted, 1 load balancer interface"
    )
    assert summary(()) == ""


def test_without_any_cluster_no_task_on_an_instance_is_told_to_be_missing() -> None:
    assert summary(tenants([on("i-1")], None)) == "1 instance, whose tasks are not counted"
