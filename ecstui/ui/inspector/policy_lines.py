"""How policies are shown: decoded, indented, with what they depend on marked."""

from collections.abc import Iterable, Iterator

from ecstui.analysis.identity.documents import allows_everything, condition_keys, pretty
from ecstui.analysis.identity.holders import Policy
from ecstui.ui.inspector.json_body import member
from ecstui.ui.inspector.sheet import Line, Span, pair

MARK = "◆ "


def document_lines(document: str) -> Iterator[Line]:
    """A policy line by line; the keys of its conditions are marked, by a sign and by colour."""
    marked = {f'"{key}":' for key in condition_keys(document)}
    for row in pretty(document):
        indent = len(row) - len(row.lstrip())
        if row.strip().split(" ")[0] in marked:
            pad = " " * max(0, indent - len(MARK))
            yield Line((Span(f"{pad}{MARK}{row.strip()}", "warn"),), hang=indent + 2)
        else:
            yield member(row)


def policy_pairs(policies: Iterable[Policy]) -> Iterator[Line]:
    """Policies by name, with what each is; one that allows everything is said to."""
    for policy in policies:
        everything = allows_everything(policy.document)
        said = f"{policy.name}{': allows everything' if everything else ''}"
        yield pair(policy.kind, said, "bad" if everything else "plain")
