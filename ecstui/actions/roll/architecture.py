"""Whether an image was built for the processor that the tasks get."""

from collections.abc import Mapping
from typing import Any

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.roll.running import ecr_image
from ecstui.aws import ecr
from ecstui.aws.errors import AwsFailure

ARCHITECTURES = {"X86_64": "amd64", "ARM64": "arm64"}
"""ECS's names and those of the Open Container Initiative."""


async def check(
    site: Site, container: str, reference: str, body: Mapping[str, Any], *, fargate: bool
) -> Preflight:
    """Compare the platforms of an image index with the task definition's runtimePlatform."""
    name = f"architecture of {container}"
    wanted = platform(body, fargate=fargate)
    image = ecr_image(site, reference)
    if image is None:
        said = "not checked: the image is in no registry that can be asked here"
        return Preflight(name, Result.UNKNOWN, said)
    if wanted is None:
        said = "not checked: the task definition leaves it to the instance"
        return Preflight(name, Result.UNKNOWN, said)
    named = image.digest or image.tag or ""
    try:
        found = await ecr.platforms(site.conn, image.repository, named, registry=image.ecr_account)
    except AwsFailure as failure:
        return unread(name, failure)
    return judge(name, wanted, found)


def judge(name: str, wanted: str, found: tuple[str, ...] | None) -> Preflight:
    """What the platforms of an image mean for tasks on the platform `wanted`."""
    if found is None:
        said = f"not checked: its manifest does not say whether it is for {wanted}"
        return Preflight(name, Result.UNKNOWN, said)
    said = f"it was built for {', '.join(found)}, and the tasks are {wanted}"
    return Preflight(name, Result.PASS if wanted in found else Result.FAIL, said)


def platform(body: Mapping[str, Any], *, fargate: bool) -> str | None:
    """`linux/amd64`; None if only the instance decides.

    Where a task definition says nothing, Fargate runs it on Linux and X86_64 (API reference,
    RuntimePlatform).
    """
    said = body.get("runtimePlatform") or {}
    architecture = said.get("cpuArchitecture") or ("X86_64" if fargate else None)
    if architecture not in ARCHITECTURES:
        return None
    windows = str(said.get("operatingSystemFamily") or "LINUX").startswith("WINDOWS")
    return f"{'windows' if windows else 'linux'}/{ARCHITECTURES[architecture]}"
