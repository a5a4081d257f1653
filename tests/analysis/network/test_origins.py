"""From where the packets of tasks set out."""

from dataclasses import replace
from typing import Any

from ecstui.analysis.network.origins import Attached, Origin
from ecstui.model.ecs import Attachment, AwsVpcConfiguration, KeyValuePair, Task
from ecstui.model.network import Network
from ecstui.model.network_interface import (
    GroupIdentifier,
    NetworkInterface,
    NetworkInterfaceAssociation,
    NetworkInterfaceAttachment,
)
from ecstui.model.security_group import SecurityGroup
from tests.analysis.network.world import PRIVATE, PUBLIC, REGION, TASK_GROUP, VPC, network

HOST = f"arn:aws:ecs:{REGION}:123456789012:container-instance/prod/0123456789abcdef"
OWN = AwsVpcConfiguration((PRIVATE, PUBLIC), (TASK_GROUP,), "ENABLED")


def interface(name: str, address: str, **more: Any) -> NetworkInterface:
    groups = (GroupIdentifier(TASK_GROUP),)
    return NetworkInterface(name, PRIVATE, VPC, f"{REGION}a", address, groups=groups, **more)


def on_instance(index: int, name: str = "eni-host") -> NetworkInterface:
    attachment = NetworkInterfaceAttachment("i-1", "attached", index)
    return interface(name, f"10.0.0.{20 + index}", attachment=attachment)


def known(*interfaces: NetworkInterface) -> Network:
    return network(interfaces=interfaces)


def task(name: str = "1", eni: str = "", subnet: str = "", host: str | None = None) -> Task:
    details = {"networkInterfaceId": eni, "subnetId": subnet}
    pairs = tuple(KeyValuePair(key, value) for key, value in details.items() if value)
    return Task(
        f"arn:aws:ecs:{REGION}:123456789012:task/prod/{name}",
        "arn", "arn", "RUNNING", "RUNNING",
        container_instance_arn=host,
        attachments=(Attachment("a", "ElasticNetworkInterface", details=pairs),) if pairs else (),
    )  # fmt: skip


def told(origins: tuple[Origin, ...]) -> list[tuple[str, str]]:
    return [(it.name, str(it.end.address) if it.end is not None else it.why) for it in origins]


def test_a_task_with_an_interface_of_its_own() -> None:
    attached = Attached((known(interface("eni-1", "10.0.0.9")),), OWN, fargate=True)
    assert told(attached.of_tasks([task(eni="eni-1", subnet=PRIVATE)])) == [(PRIVATE, "10.0.0.9")]


def test_a_task_that_has_none_any_more_is_like_the_next_one_there() -> None:
    gone = task(eni="eni-gone", subnet=PUBLIC)
    (origin,) = Attached((known(),), OWN, fargate=True).of_tasks([gone])
    assert origin.end is not None
    assert (origin.end.subnet_id, origin.end.group_ids, origin.end.public) == (
        PUBLIC, (TASK_GROUP,), True,
    )  # fmt: skip
    assert told(Attached((known(),)).of_tasks([gone])) == [
        (PUBLIC, "which security groups it had is not known")
    ]


def test_on_an_instance_the_first_interface_counts() -> None:
    hosts = known(on_instance(1, "eni-task"), on_instance(0))
    attached = Attached((hosts,), instances={HOST: "i-1"})
    assert told(attached.of_tasks([task(host=HOST)])) == [(f"i-1 in {PRIVATE}", "10.0.0.20")]


def test_the_agent_of_an_instance_pulls_for_tasks_with_interfaces_of_their_own() -> None:
    both = known(on_instance(0), interface("eni-1", "10.0.0.9"))
    attached = Attached((both,), OWN, {HOST: "i-1"})
    here = task(eni="eni-1", subnet=PRIVATE, host=HOST)
    assert told(attached.of_tasks([here])) == [(PRIVATE, "10.0.0.9")]
    assert told(attached.of_tasks([here], hosts=True)) == [(f"i-1 in {PRIVATE}", "10.0.0.20")]
    assert told(attached.of_service([here], hosts=True)) == [(f"i-1 in {PRIVATE}", "10.0.0.20")]


def test_a_public_address_is_for_fargate_alone() -> None:
    for fargate in (True, False):
        origins = Attached((known(),), OWN, fargate=fargate).of_service([])
        assert [it.end.public for it in origins if it.end] == [fargate, fargate]


def test_a_service_without_tasks_stands_where_its_settings_say() -> None:
    origins = Attached((known(),), OWN, fargate=True).of_service([])
    assert [it.name for it in origins] == [PRIVATE, PUBLIC]


def test_what_tasks_are_in_already_is_not_told_twice() -> None:
    settings = replace(OWN, assign_public_ip="DISABLED")
    attached = Attached((known(interface("eni-1", "10.0.0.9")),), settings, fargate=True)
    origins = attached.of_service([task(eni="eni-1", subnet=PRIVATE)])
    assert told(origins) == [(PRIVATE, "10.0.0.9"), (PUBLIC, "10.0.1.4")]


def test_tasks_that_are_bound_to_fare_alike_stand_together() -> None:
    there = [interface("eni-1", "10.0.0.9"), interface("eni-2", "10.0.0.10")]
    public = interface("eni-3", "10.0.0.11", association=NetworkInterfaceAssociation("203.0.113.9"))
    tasks = [task(str(n), f"eni-{n}", PRIVATE) for n in (1, 2, 3)]
    origins = Attached((known(*there, public),), OWN, fargate=True).of_tasks(tasks)
    assert [len(it.tasks) for it in origins] == [2, 1]


def test_tasks_without_groups_have_the_default_one() -> None:
    settings = AwsVpcConfiguration((PRIVATE,))
    default = network(groups=(SecurityGroup("sg-d", "default"),))
    (origin,) = Attached((default,), settings, fargate=True).of_service([])
    assert origin.end is not None
    assert origin.end.group_ids == ("sg-d",)
    unread = network(groups=None, unread=(("groups", "denied"),))
    (origin,) = Attached((unread,), settings, fargate=True).of_service([])
    assert (origin.end, origin.why) == (None, "denied")


def test_where_no_task_tells_the_instances_that_may_take_one_do() -> None:
    attached = Attached((known(on_instance(0)),), instances={HOST: "i-1"})
    assert told(attached.of_service([], [HOST])) == [(f"i-1 in {PRIVATE}", "10.0.0.20")]
    ((name, why),) = told(attached.of_service([]))
    assert (name, why[:30]) == ("its next task", "no task of it has run lately, ")


def test_what_cannot_be_read_is_not_known() -> None:
    here = [task(host=HOST)]
    for attached, why in (
        (Attached((known(),), instances=None), "container instances could not be read"),
        (Attached((known(),), instances={}), "its EC2 instance is not known"),
        (Attached((known(),), instances={HOST: "i-1"}), "its network interface could not be read"),
        (
            Attached(
                (network(interfaces=None, unread=(("interfaces", "denied"),)),),
                instances={HOST: "i-1"},
            ),
            "denied",
        ),
    ):
        (origin,) = attached.of_tasks(here)
        assert (origin.end, origin.why) == (None, why)
    (origin,) = Attached((known(),)).of_tasks([task()])
    assert origin.why == "it has no network interface yet"
