"""Pages and tokens. A token remembers the last key it gave and the query it belongs to.

So what is there from the first page to the last is given exactly once, whatever comes and goes in
between; and a token of another query is refused.
"""

import base64
import binascii
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a listing a request asks for."""

    size: int
    after: str
    """The last key already given; empty at the beginning."""
    query: str

    @classmethod
    def of(cls, call: Call, body: Body, *, default: int = 100, maximum: int = 100) -> "Window":
        """The window of a request; InvalidParameterException for a bad size or token."""
        size = body.get("maxResults", default)
        if not 1 <= size <= maximum:
            raise refusals.invalid(f"maxResults must be between 1 and {maximum}.")
        asked = {k: v for k, v in body.items() if k not in {"nextToken", "maxResults"}}
        text = json.dumps([call.operation, asked], sort_keys=True, default=str)
        query = hashlib.sha256(text.encode()).hexdigest()[:16]
        token = body.get("nextToken")
        return cls(size, _read(token, query) if token else "", query)

    def take(self, keys: Iterable[str]) -> tuple[list[str], Body]:
        """The next keys of an iterable that begins after `after`, and `nextToken` if any."""
        page: list[str] = []
        for key in keys:
            if len(page) == self.size:
                return page, {"nextToken": self._token(page[-1])}
            page.append(key)
        return page, {}

    def cut(self, keys: list[str], *, descending: bool = False) -> tuple[list[str], Body]:
        """A page of all `keys`, which are given in ascending order."""
        place = bisect_right(keys, self.after) if self.after else 0
        if not descending:
            return self.take(keys[place:])
        end = place - 1 if self.after and place and keys[place - 1] == self.after else place
        return self.take(reversed(keys[:end] if self.after else keys))

    def _token(self, last: str) -> str:
        text = json.dumps([self.query, last])
        return base64.urlsafe_b64encode(text.encode()).decode()


def _read(token: str, query: str) -> str:
    try:
        belongs, after = json.loads(base64.urlsafe_b64decode(token.encode()))
    except (binascii.Error, ValueError, TypeError):
        raise refusals.invalid("Invalid nextToken.") from None
    if belongs != query or not isinstance(after, str):
        raise refusals.invalid("Invalid nextToken.")
    return after
