"""What a name that there is none of may have been meant to be."""

import difflib
from collections.abc import Iterable

MOST = 3
"""Names that are told: all that there are would fill the screen."""


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The few names that begin with this one or are most like it; of a few names, all."""
    names = list(dict.fromkeys(known))
    if len(names) <= MOST:
        return names
    spelt = {each.lower(): each for each in names}
    wanted = name.lower()
    begun = [each for each in spelt if wanted and each.startswith(wanted)]
    close = difflib.get_close_matches(wanted, spelt, n=MOST)
    return [spelt[each] for each in dict.fromkeys((*begun, *close))][:MOST]


def those_like(name: str, known: Iterable[str]) -> str:
    """To follow a name in a sentence that refuses it: ` (nearest: eu-west-1)`; empty if none is."""
    names = list(dict.fromkeys(known))
    near = ", ".join(nearest(name, names))
    title = "there are" if len(names) <= MOST else "nearest"
    return f" ({title}: {near})" if near else ""
