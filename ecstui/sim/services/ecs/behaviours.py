"""How the tasks of a task definition behave; a scenario attaches one by task definition ARN.

`state.behaviours[task_definition_arn] = CrashAfter(90, exit_code=1)`. Where nothing is attached,
tasks start, pass their health checks and run until somebody stops them. All times are virtual
seconds; each task varies them from its own stream.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlowStart:
    """Healthy, but it takes `seconds` more to start."""

    seconds: float


@dataclass(frozen=True, slots=True)
class CrashAfter:
    """It reaches RUNNING and exits with `exit_code` after about `seconds`."""

    seconds: float
    exit_code: int = 1
    spread: float = 0.5
    """How far a task may be from `seconds`, as a share of it."""
    reason: str | None = None
    """The container's reason, if it gives one."""


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """It reaches RUNNING and the kernel kills it after about `seconds` (exit 137)."""

    seconds: float
    spread: float = 0.5


@dataclass(frozen=True, slots=True)
class ShortLived:
    """It runs for a while, `mean` seconds on average (exponential), and then exits."""

    mean: float
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class FailingHealthCheck:
    """It reaches RUNNING, but its container health check never passes."""


@dataclass(frozen=True, slots=True)
class CannotPull:
    """Its image cannot be pulled. `why` ends the message, e.g. `not found`."""

    why: str = "not found"


@dataclass(frozen=True, slots=True)
class MissingSecret:
    """A secret that it needs does not exist."""

    secret_arn: str


@dataclass(frozen=True, slots=True)
class SpotInterrupted:
    """It runs for about `seconds` until FARGATE_SPOT takes its capacity back."""

    seconds: float
    spread: float = 0.5


Behaviour = (
    SlowStart
    | CrashAfter
    | OutOfMemory
    | ShortLived
    | FailingHealthCheck
    | CannotPull
    | MissingSecret
    | SpotInterrupted
)


def cannot_pull_reason(image: str, why: str) -> str:
    """The stopped reason for an image that cannot be pulled (guide, CannotPullContainerError)."""
    return (
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): "
        f"failed to resolve ref {image}: {image}: {why}"
    )


def missing_secret_reason(secret_arn: str) -> str:
    """The stopped reason for a missing secret (developer guide, ResourceInitializationError)."""
    return (
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
        "retrieval failed: unable to retrieve secret from asm: service call has been retried 1 "
        f"time(s): failed to fetch secret {secret_arn} from secrets manager: "
        "ResourceNotFoundException: Secrets Manager can't find the specified secret."
    )
