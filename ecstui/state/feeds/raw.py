"""Any one thing as the API returns it."""

from typing import Any

from ecstui.aws import ecs
from ecstui.state.feed import Feed, Source


def raw(kind: str, arn: str, cluster: str | None = None) -> Feed[dict[str, Any]]:
    """One thing as the API returns it. It is not masked: mask it when it is drawn.

    :param kind: `service`, `task`, … as in `ecstui.aws.ecs.Kind`.
    :param cluster: name or ARN of the cluster that a service, task or container instance is in.
    """

    async def fetch(source: Source) -> dict[str, Any]:
        body = await ecs.raw(source.connection, kind, arn, cluster)
        known = source.known(feed)
        return known if known is not None and known == body else body

    feed = Feed(f"raw:{kind}:{arn}:{cluster}", fetch, calm=10.0)
    return feed
