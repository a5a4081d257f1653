"""A target group: what a load balancer forwards to.

Shapes and meanings: Elastic Load Balancing API Reference (API version 2015-12-01).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL

TRAFFIC_PORT = "traffic-port"
"""The health check port of targets that are checked where they are used."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class TargetGroup:
    """A target group."""

    target_group_arn: str
    target_group_name: str = ""
    protocol: str | None = None
    """HTTP, HTTPS, TCP, TLS, UDP, …"""
    port: int | None = None
    """Where targets listen that are registered without a port."""
    vpc_id: str | None = None
    target_type: str | None = None
    """instance, ip, lambda or alb."""
    health_check_port: str | None = None
    load_balancer_arns: tuple[str, ...] = ()
    """Of the load balancers that forward to it; none while no rule does."""
    ip_address_type: str | None = None
    """ipv4 or ipv6: by which addresses it knows its targets."""
