"""What exit codes of containers mean, by the conventions of shells and of Docker.

Codes over 128 are those of a signal. 137 is SIGKILL: out of memory, or the stop timeout ran out.
"""

_MEANINGS = {
    125: "the container runtime failed",
    126: "the command cannot be executed",
    127: "command not found",
    134: "SIGABRT",
    137: "SIGKILL",
    139: "SIGSEGV",
    143: "SIGTERM",
}


def exit_text(code: int) -> str:
    """`exit 1`, `exit 139 (SIGSEGV)`."""
    meaning = _MEANINGS.get(code)
    return f"exit {code} ({meaning})" if meaning else f"exit {code}"
