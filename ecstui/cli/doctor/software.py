"""Which versions there are."""

import platform
from collections.abc import Iterator
from importlib.metadata import version

from ecstui.cli.doctor.finding import Finding

PACKAGES = ("ecstui", "textual", "botocore", "aiobotocore", "pydantic")


def software() -> Iterator[Finding]:
    """The versions that matter in a report of a fault."""
    for package in PACKAGES:
        yield Finding(package, version(package))
    yield Finding("python", f"{platform.python_version()} on {platform.system()}")
