"""Where what is read belongs, for the memory."""

from ecstui.model.identity import CallerIdentity
from ecstui.state.feed import Source
from ecstui.state.feeds.identity import CALLER
from ecstui.state.memory import Memory, Scope


def remembering(
    source: Source, caller: CallerIdentity | None = None
) -> tuple[Memory, Scope] | None:
    """The memory and what to keep things under.

    None without a memory, and as long as it is not known whose credentials these are.

    :param caller: whose they are, where that has just been asked.
    """
    caller = caller or source.known(CALLER)
    if source.memory is None or caller is None:
        return None
    connection = source.connection
    endpoint = (connection.target.endpoint_url or "").rstrip("/")
    return source.memory, Scope(caller.account, connection.region, endpoint)
