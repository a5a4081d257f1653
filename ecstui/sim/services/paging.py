"""Pages of a listing: a token remembers the last key it gave and the query it belongs to.

So what is there from the first page to the last is given exactly once, whatever comes and goes in
between, and a token of another query is refused.
"""

import base64
import binascii
import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence

from ecstui.sim.call import AwsError, Body


def page(
    keys: Sequence[str], size: int, token: str | None, query: Body, refusal: AwsError
) -> tuple[list[str], str | None]:
    """The next `size` of all `keys`, which are given in ascending order, and the next token.

    :param query: what the request asks for, without its token and page size.
    :raises AwsError: `refusal`, for a token that was not handed out for this query.
    """
    question = _fingerprint(query)
    place = bisect_right(keys, _read(token, question, refusal)) if token else 0
    found = list(keys[place : place + size])
    more = place + size < len(keys)
    return found, _write(question, found[-1]) if more else None


def _fingerprint(query: Body) -> str:
    return hashlib.sha256(json.dumps(query, sort_keys=True).encode()).hexdigest()[:16]


def _write(question: str, last: str) -> str:
    return base64.b64encode(json.dumps([question, last]).encode()).decode()


def _read(token: str, question: str, refusal: AwsError) -> str:
    try:
        belongs, after = json.loads(base64.b64decode(token, validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise refusal from None
    if belongs != question or not isinstance(after, str):
        raise refusal
    return after
