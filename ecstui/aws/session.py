"""The only place where AWS sessions are made: each with a guard, before it can make a client."""

import os
from collections.abc import Callable
from typing import Any

from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession
from botocore.configprovider import BOTOCORE_DEFAUT_SESSION_VARIABLES
from botocore.loaders import Loader

from ecstui.aws.guard import Guard
from ecstui.aws.parsing import RawParserFactory
from ecstui.aws.server_date import OnDate
from ecstui.aws.target import Target
from ecstui.aws.transport import GuardedSession, transport

LOADER = Loader(extra_search_paths=[Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
"""The service models as botocore ships them, parsed once per process.

Not those of ~/.aws/models: the guard relies on what an operation is called on the wire.
"""


def guarded_session(
    target: Target,
    guard: Guard,
    on_send: Callable[[str, str], None],
    on_date: OnDate = lambda *_: None,
) -> AioSession:
    """A session whose clients, nested ones included, can send only what `guard` allows.

    :param on_send: called with service and operation for each request that is really sent.
    :param on_date: called with AWS's time for each answer that came from AWS.
    """
    session = AioSession(
        profile=target.profile, session_vars=_constants() if target.isolated else None
    )
    session.register_component("data_loader", LOADER)
    session.register_component("response_parser_factory", RawParserFactory())
    session.set_default_client_config(_config(target, transport(guard, on_send, on_date)))
    guard.install(session.get_component("event_emitter"))
    return session


def _config(target: Target, http_session: type[GuardedSession]) -> AioConfig:
    return AioConfig(
        http_session_cls=http_session,
        connect_timeout=target.connect_timeout,
        read_timeout=target.read_timeout,
        # The connection repeats reads itself, so that each attempt is taken from the budget.
        retries={"mode": "standard", "total_max_attempts": 1},
        user_agent_extra=_user_agent(target),
        inject_host_prefix=target.endpoint_url is None,
        # Not None: that would mean the proxies of the environment.
        **({"proxies": {}} if target.isolated else {}),
    )


def _constants() -> dict[str, tuple[None, None, Any, Any]]:
    """botocore's settings with their defaults: from no file and no environment variable."""
    constants = {
        name: (None, None, default, conversion)
        for name, (_, _, default, conversion) in BOTOCORE_DEFAUT_SESSION_VARIABLES.items()
    }
    constants["config_file"] = constants["credentials_file"] = (None, None, os.devnull, None)
    return constants


def _user_agent(target: Target) -> str:
    """What CloudTrail is to tell this console and its sessions by."""
    from importlib.metadata import version

    console = f"ecstui/{version('ecstui')}"
    return f"{console} session/{target.session_id}" if target.session_id else console
