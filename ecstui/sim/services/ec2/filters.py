"""EC2's filters: each must fit, by any of its values; `*` and `?` are wildcards (user guide)."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from ecstui.sim.call import AwsError, Body

Filters = Mapping[str, str]
"""Filter name to the member of the output that it is about."""


def matching(found: list[Body], filters: list[Body], known: Filters) -> list[Body]:
    """What of `found` fits all the filters.

    :raises AwsError: InvalidParameterValue, for a filter that is not `known`.
    """
    for each in filters:
        name = each.get("Name", "")
        if name not in known:
            raise AwsError("InvalidParameterValue", f"The filter '{name}' is invalid")
        member, values = known[name], each.get("Values", [])
        found = [item for item in found if _fits(str(item[member]), values)]
    return found


def _fits(text: str, values: list[str]) -> bool:
    # Brackets are no wildcards of EC2's.
    return any(fnmatchcase(text, value.replace("[", "[[]")) for value in values)
