"""The HTTP session of every AWS client: guarded, without redirects, with one shared TLS context."""

import ssl
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from aiobotocore.httpsession import AIOHTTPSession

from ecstui.aws.guard import Guard
from ecstui.aws.server_date import OnDate, server_date

_TlsContexts = tuple[ssl.SSLContext, ssl.SSLContext | None]


class GuardedSession(AIOHTTPSession):  # type: ignore[misc]  # aiobotocore has no types
    """Sends what its guard lets through.

    aiobotocore makes one session for each client, each loading the CA certificates (25 ms); here
    they are loaded once per process.
    """

    guard: ClassVar[Guard]
    on_send: ClassVar[Callable[[str, str], None]]
    on_date: ClassVar[OnDate]

    _tls: ClassVar[dict[object, _TlsContexts]] = {}
    _tls_lock: ClassVar[threading.Lock] = threading.Lock()

    async def send(self, request: Any) -> Any:
        """Send a prepared request.

        :raises Forbidden: the guard refuses what its bytes ask for.
        """
        service, name = self.guard.check_request(
            request.method, request.url, request.headers, request.body
        )
        type(self).on_send(service, name)
        began = time.monotonic()
        response = await super().send(request)
        if (date := server_date(response.headers)) is not None:
            type(self).on_date(date, time.monotonic() - began)
        return response

    def _build_ssl_contexts(self, proxy_url: str | None) -> _TlsContexts:
        """aiobotocore calls this in a thread."""
        key = (self._verify, self._cert_file, self._key_file, proxy_url)
        with self._tls_lock:
            if key not in self._tls:
                self._tls[key] = super()._build_ssl_contexts(proxy_url)
            return self._tls[key]

    async def _get_session(self, proxy_url: str | None) -> "_WithoutRedirects":
        return _WithoutRedirects(await super()._get_session(proxy_url))


class _WithoutRedirects:
    """An aiohttp session that does not follow redirects.

    AWS's JSON and query services do not redirect. A login page of a network does, and following it
    would take the request to a host that nobody chose.
    """

    def __init__(self, session: Any) -> None:
        self._session = session

    async def request(self, method: str, **options: Any) -> Any:
        """As aiohttp's, but a redirect is an answer."""
        return await self._session.request(method, allow_redirects=False, **options)


def transport(
    guard: Guard, on_send: Callable[[str, str], None], on_date: OnDate
) -> type[GuardedSession]:
    """A session class that carries `guard`, to be given to aiobotocore's Config.

    :param on_send: called with service and operation for each request that is really sent.
    :param on_date: called with AWS's time for each answer that came from AWS.
    """
    members = {
        "guard": guard,
        "on_send": staticmethod(on_send),
        "on_date": staticmethod(on_date),
    }
    return type("GuardedSession", (GuardedSession,), members)
