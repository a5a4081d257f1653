"""Whether the subnets of a service have addresses left for more of its tasks.

Each task in network mode awsvpc has a network interface of its own, which takes one address
(Amazon ECS Developer Guide, "Task networking").
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis.wording import quantity
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Service
from ecstui.model.subnet import Subnet

NAME = "free addresses"


async def check(site: Site, service: Service, more: int) -> Preflight:
    """Whether there is room for so many tasks more than there are.

    :param more: how many more at most run at the same time, a surge of a deployment included.
    """
    network = service.network_configuration
    vpc = network.awsvpc_configuration if network is not None else None
    if vpc is None or not vpc.subnets:
        return Preflight(NAME, Result.PASS, "the tasks take no addresses of their own")
    try:
        read = await asyncio.to_thread(_reader)
        subnets = await read(site.conn, vpc.subnets)
    except AwsFailure as failure:
        return unread(NAME, failure)
    return judge(subnets, more)


def _reader() -> Callable[[ReadConnection, Sequence[str]], Awaitable[tuple[Subnet, ...]]]:
    """In a thread: with it come all reads of EC2, which the first frame need not wait for."""
    from ecstui.aws.ec2 import subnets

    return subnets


def judge(subnets: Sequence[Subnet], more: int) -> Preflight:
    """What the free addresses of the subnets mean for so many more tasks."""
    limited = [subnet for subnet in subnets if subnet.cidr_block is not None]
    if len(limited) < len(subnets):
        return Preflight(NAME, Result.PASS, "the tasks find IPv6 addresses")
    free = sum(subnet.available_ip_address_count for subnet in limited)
    where = ", ".join(f"{s.subnet_id} {s.available_ip_address_count}" for s in limited)
    said = f"{quantity(more, 'more task')} at most, {free} addresses are free ({where})"
    if free < more:
        said = f"{said}: {more - free} would not start"
        return Preflight(NAME, Result.WARN, said)
    full = [s.subnet_id for s in limited if not s.available_ip_address_count]
    if full and more:
        return Preflight(NAME, Result.WARN, f"{said}: nothing starts in {', '.join(full)}")
    return Preflight(NAME, Result.PASS, said)
