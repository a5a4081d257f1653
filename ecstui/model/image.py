"""Where the image of a container comes from, read from its reference."""

import re
from dataclasses import dataclass

DOCKER_HUB = "docker.io"
_ECR = re.compile(
    r"(?P<account>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?P<region>[a-z0-9-]+)\."
    r"(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)"
)
_DIGEST = re.compile(r"[A-Za-z0-9_+.-]+:[0-9a-fA-F]{32,}")
_TAG = re.compile(r"[\w][\w.-]{0,127}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Image:
    """A reference to an image, taken apart.

    Without a registry in it, an image comes from Docker Hub, and one of a single word from its
    `library`; without tag and digest, the tag is `latest` (Docker's documentation, "docker image
    tag").

    :param registry: host, and port if it has one.
    :param tag: None if there is only a digest.
    :param digest: `sha256:…`; it wins over the tag, which then is only a remark.
    """

    registry: str
    repository: str
    tag: str | None = None
    digest: str | None = None

    @property
    def ecr_account(self) -> str | None:
        """The account whose private registry of Amazon ECR it is in; None elsewhere."""
        found = _ECR.fullmatch(self.registry)
        return found["account"] if found else None

    @property
    def ecr_region(self) -> str | None:
        """The Region of that registry."""
        found = _ECR.fullmatch(self.registry)
        return found["region"] if found else None

    @property
    def dual_stack(self) -> bool | None:
        """Whether the name of that registry has IPv6 addresses beside IPv4 ones; None elsewhere."""
        return None if self.ecr_account is None else ".dkr-ecr" in self.registry


def repository_of(image: str) -> Image | None:
    """Take the `image` of a container definition apart; None if it is no reference to an image."""
    name, at, digest = image.strip().partition("@")
    if at and not _DIGEST.fullmatch(digest):
        return None
    path, colon, tag = name.rpartition(":")
    if not colon or "/" in tag:  # what follows the colon is a port
        path, tag = name, ""
    elif not _TAG.fullmatch(tag):
        return None
    registry, repository = _split(path)
    if not repository or any(not part for part in repository.split("/")) or " " in path:
        return None
    return Image(registry, repository, tag or (None if digest else "latest"), digest or None)


def _split(path: str) -> tuple[str, str]:
    first, slash, rest = path.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return first, rest if first != DOCKER_HUB or "/" in rest else f"library/{rest}"
    return DOCKER_HUB, path if slash or not path else f"library/{path}"
