"""User names and passwords in URLs are shown to nobody."""

import re

_USERINFO = re.compile(r"((?:\b[A-Za-z][A-Za-z0-9+.-]*://)?)\S*@")


def masked(text: str) -> str:
    """`text` with what stands before the @ of a URL's host replaced by `***`."""
    return _USERINFO.sub(r"\1***@", text)
