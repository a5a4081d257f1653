"""Nothing is sent to AWS that is not on the list: default-deny at three depths.

1. `before-parameter-build`: before a request is even serialised; covers presigned URLs.
2. `request-created`: for each attempt; covers requests that bypass the client's methods.
3. `check_request`: the bytes really sent, by our own HTTP session; covers unregistered hooks.

It guards against our own bugs. It is no security boundary: give the console a read-only role too.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ecstui.aws.errors import Forbidden
from ecstui.aws.operations import CREDENTIAL_OPERATIONS, READS, WRITES, Access, Operation
from ecstui.aws.operations.reads import GET_CALLER_IDENTITY
from ecstui.aws.wire import DIALECTS, Unreadable, spoken


class Guard:
    """Decides which operations may leave this process.

    :param operations: the list; what is not on it is refused.
    :param writes: whether operations that change something are let through; without it, being on
        the list does not help them.
    """

    def __init__(self, operations: Iterable[Operation], *, writes: bool) -> None:
        self._allowed = frozenset(
            (operation.service, operation.name)
            for operation in operations
            if writes or operation.access is Access.READ
        )
        self._events = {
            DIALECTS[service].event: service for service, _ in self._allowed if service in DIALECTS
        }

    def check(self, service: str, name: str) -> None:
        """Let one operation pass.

        :raises Forbidden: it is not allowed.
        """
        if (service, name) not in self._allowed:
            raise Forbidden(f"{service}:{name} is not an operation that ecstui may call here")

    def check_request(
        self, method: str, url: str, headers: Mapping[str, object], body: object
    ) -> tuple[str, str]:
        """Let the bytes of one request pass, and say which operation they ask for.

        :raises Forbidden: the operation is not allowed, or not clear.
        """
        try:
            service, name = spoken(method, url, headers, body)
        except Unreadable as unreadable:
            raise Forbidden(f"a request whose operation is not clear: {unreadable}") from None
        self.check(service, name)
        return service, name

    def install(self, events: Any) -> None:
        """Register the hooks with a botocore session's event emitter.

        Clients copy the session's hooks when they are created, so this comes first.
        """
        events.register_first("before-parameter-build", self.on_parameters)
        events.register_first("request-created", self.on_request)
        events.register_last("creating-client-class", self.on_client_class)

    def on_parameters(
        self, *, model: Any, context: Mapping[str, Any] | None = None, **_: object
    ) -> None:
        """Hook: an operation is about to be serialised, to be sent or presigned."""
        service = model.service_model.service_name
        if context is not None and context.get("is_presign_request"):
            raise Forbidden(f"a presigned URL of {service}:{model.name}")
        self.check(service, model.name)

    def on_request(self, *, event_name: str, operation_name: str, **_: object) -> None:
        """Hook: a request has been created and is about to be signed and sent."""
        event = event_name.split(".")[1]
        self.check(self._events.get(event, event), operation_name)

    def on_client_class(self, *, class_attributes: dict[str, Any], **_: object) -> None:
        """Hook: take away the methods that hand out authority, such as `generate_presigned_url`.

        What is left of that name are operations on the list, such as GenerateCredentialReport,
        which are checked as every other.
        """
        from botocore import xform_name  # 0.2 s, which the first screen must not wait for

        listed = {xform_name(name) for _, name in self._allowed}
        for name in list(class_attributes):
            if name.startswith("generate_") and name not in listed:
                class_attributes[name] = _refuse_to_presign


async def _refuse_to_presign(*_: object, **__: object) -> None:
    raise Forbidden("a presigned URL hands out authority")


def read_only_guard() -> Guard:
    """The guard of every connection that panes have: the reads on the list."""
    return Guard(READS, writes=False)


def write_guard(operations: Iterable[Operation]) -> Guard:
    """The guard of a connection that makes one change: just that, and asking who makes it.

    :raises Forbidden: one of them is not on the list of writes.
    """
    changes = tuple(operations)
    for operation in changes:
        if operation not in WRITES:
            raise Forbidden(f"{operation} is not a change that ecstui may make")
    return Guard((*changes, GET_CALLER_IDENTITY), writes=True)


def credential_guard() -> Guard:
    """The guard of the session that resolves credentials: that and nothing else."""
    return Guard(CREDENTIAL_OPERATIONS, writes=True)
