"""One API call as a simulated service sees it, and how a service says no."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ecstui.sim.world import Identity, World

Body = dict[str, Any]
"""An operation's input or output, in the shape of the botocore model: parsed, by member name."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls what, where and when."""

    world: World
    identity: Identity
    region: str
    service: str
    """botocore's service name, e.g. `ecs`."""
    operation: str
    request_id: str
    access_key_id: str = ""
    source_ip: str = "203.0.113.10"
    user_agent: str = ""

    @property
    def account(self) -> str:
        """The caller's account, 12 digits."""
        return self.identity.account

    @property
    def now(self) -> float:
        """Virtual time, seconds since the epoch."""
        return self.world.now


class AwsError(Exception):
    """An answer in AWS's error shape.

    :param code: the error code, e.g. `ClusterNotFoundException`.
    :param status: the HTTP status; None takes the model's, else 400.
    :param members: further members of the modelled error shape.
    """

    def __init__(
        self, code: str, message: str, status: int | None = None, **members: object
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.members = members


Handler = Callable[[Call, Body], Body]


@dataclass(frozen=True, slots=True)
class Operation:
    """One simulated operation."""

    handler: Handler
    writes: bool = False
    """Whether it changes something, and so is a write event in CloudTrail."""
    recorded: bool = False
    """Whether CloudTrail tells of it though it changes nothing; of other reads it does not here."""


@dataclass(frozen=True, slots=True)
class SimulatedService:
    """One AWS service of the simulator: its operations by name."""

    name: str
    """botocore's service name."""
    operations: Mapping[str, Operation]
    invalid_code: str = "ValidationException"
    """The error code with which this service refuses malformed input."""
    invalid_members: Mapping[str, str] = field(default_factory=dict)
    """Top-level input members whose malformed values have an error code of their own."""
    resources: Callable[[str, Body, Body], list[Body]] = field(default=lambda _n, _i, _o: [])
    """`(operation, input, output)` to CloudTrail's list of `{ResourceType, ResourceName}`."""
    redact: Callable[[str, Body], Body] = field(default=lambda _n, body: body)
    """`(operation, input)` to the request parameters as CloudTrail logs them."""
    passed_roles: Callable[[Call, Body], list[str]] = field(default=lambda _c, _i: [])
    """`(call, input)` to the ARNs of roles that it hands on, which AWS allows by iam:PassRole."""
