"""Whether something is production. Pure judgement over names."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType

from ecstui.config.schema import Production
from ecstui.config.settings import Place
from ecstui.model.arn import name_in


def production(
    rules: Production,
    place: Place,
    account: str,
    alias: str,
    cluster: str,
    tags: Mapping[str, str] = MappingProxyType({}),
) -> bool | None:
    """Whether a cluster, or an account without regard to one, is production.

    True or False if somebody said so; None is unknown, and for a change that means yes. What a
    context says of itself outranks the patterns. A name that is exempt never makes it production,
    but does not hide another name that does.

    :param account: its id, 12 digits; empty as long as it is not known, as `alias` and `cluster`.
    :param cluster: name or ARN.
    :param tags: of what is to be changed, where they are known.
    """
    if place.production is not None:
        return place.production
    names = [account, alias, place.profile, place.context, name_in(cluster)]
    known = [name for name in names if name]
    judged = [name for name in known if not _matches(name, rules.exempt)]
    if any(_matches(name, rules.patterns) for name in judged):
        return True
    if any(_matches(f"{key}={value}", rules.tags) for key, value in tags.items()):
        return True
    return False if len(judged) < len(known) else None


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns)
