"""EC2's filters: each must fit, by any of its values; `*` and `?` are wildcards (user guide)."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from ecstui.sim.call import AwsError, Body

Filters = Mapping[str, str]
"""Filter name to the member of the output that it is about: `Attachments.VpcId` looks into lists.

`tag:KEY` and `tag-key` are known wherever `tag` names the member that holds the tags.
"""


def matching(found: list[Body], filters: list[Body], known: Filters) -> list[Body]:
    """What of `found` fits all the filters.

    :raises AwsError: InvalidParameterValue, for a filter that is not `known`.
    """
    for each in filters:
        name, values = each.get("Name", ""), each.get("Values", [])
        _check(name, known)
        found = [item for item in found if _fits(_texts(item, name, known), values)]
    return found


def _check(name: str, known: Filters) -> None:
    if name in known and name != "tag":
        return
    if "tag" in known and (name == "tag-key" or name.startswith("tag:")):
        return
    raise AwsError("InvalidParameterValue", f"The filter '{name}' is invalid")


def _texts(item: Body, name: str, known: Filters) -> list[str]:
    if name in known:
        return [_text(value) for value in _within(item, known[name].split("."))]
    tags = item.get(known.get("tag", ""), [])
    if name == "tag-key":
        return [tag["Key"] for tag in tags]
    return [tag["Value"] for tag in tags if tag["Key"] == name.removeprefix("tag:")]


def _within(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _within(item, path)
    elif not path:
        yield value
    elif path[0] in value and value[path[0]] is not None:
        yield from _within(value[path[0]], path[1:])


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fits(texts: list[str], values: list[str]) -> bool:
    # Brackets are no wildcards of EC2's.
    patterns = [value.replace("[", "[[]") for value in values]
    return any(fnmatchcase(text, pattern) for text in texts for pattern in patterns)
