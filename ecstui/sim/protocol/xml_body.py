"""The response bodies of the query and ec2 protocols: checked output to XML elements."""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from ecstui.sim.call import Body
from ecstui.sim.protocol import timestamps
from ecstui.sim.protocol.models import Shape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, content: str, namespace: str = "") -> str:
    """One XML element around content that is XML already."""
    attribute = f' xmlns="{namespace}"' if namespace else ""
    return f"<{name}{attribute}>{content}</{name}>"


def text(value: str) -> str:
    """Text as XML content. What XML 1.0 cannot carry becomes U+FFFD; carriage returns survive."""
    return escape(_NOT_XML.sub("\ufffd", value), {"\r": "&#13;"})


def members(output: Body, shape: Shape | None) -> str:
    """The elements of a structure's members, in the order of the output."""
    return "" if shape is None else "".join(_structure(output, shape))


def _structure(value: Body, shape: Shape) -> Iterator[str]:
    for key, item in value.items():
        member = shape.members[key]
        yield from _named(member.serialization.get("name", key), item, member)


def _named(name: str, value: Any, shape: Shape) -> Iterable[str]:
    if not shape.serialization.get("flattened"):
        return (element(name, _content(value, shape)),)
    if shape.type_name == "map":
        return (element(name, entry) for entry in _entries(value, shape))
    inner = shape.member.serialization.get("name", name)
    return (element(inner, _content(item, shape.member)) for item in value)


def _content(value: Any, shape: Shape) -> str:
    kind = shape.type_name
    if kind == "structure":
        return "".join(_structure(value, shape))
    if kind == "list":
        name = shape.member.serialization.get("name", "member")
        return "".join(element(name, _content(item, shape.member)) for item in value)
    if kind == "map":
        return "".join(element("entry", entry) for entry in _entries(value, shape))
    return text(_scalar(value, shape))


def _entries(value: Body, shape: Shape) -> Iterator[str]:
    key_name = shape.key.serialization.get("name", "key")
    value_name = shape.value.serialization.get("name", "value")
    for key, item in value.items():
        yield element(key_name, _content(key, shape.key)) + element(
            value_name, _content(item, shape.value)
        )


def _scalar(value: Any, shape: Shape) -> str:
    if shape.type_name == "timestamp":
        form = shape.serialization.get("timestampFormat", "iso8601")
        return str(timestamps.written(value, form))
    if shape.type_name == "blob":
        return base64.b64encode(value).decode()
    if shape.type_name == "boolean":
        return "true" if value else "false"
    return str(value)
