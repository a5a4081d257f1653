"""Manifests: an image index with its platforms, or the plain manifest of one image.

The text of a manifest has the right members and digests of the right form; its own digest is not
the hash of that text, for digests here follow from references.
"""

import json

from ecstui.sim.services.ecr.digests import Content, digest
from ecstui.sim.services.ecs.identifiers import derived

INDEX = "application/vnd.oci.image.index.v1+json"
IMAGE = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
MEBIBYTE = 1024 * 1024


def media_type(content: Content) -> str:
    """`imageManifestMediaType`."""
    return INDEX if content.is_index else IMAGE


def size(content: Content) -> int:
    """Bytes of all layers, from 40 to about 200 MiB."""
    return 40 * MEBIBYTE + int(derived(content.digest, "size", 8), 16) % (160 * MEBIBYTE)


def text(uri: str, content: Content) -> str:
    """The manifest as JSON.

    :param uri: the repository's, without a tag.
    """
    body = _index(uri, content) if content.is_index else _image(content)
    return json.dumps(body, separators=(",", ":"))


def _index(uri: str, content: Content) -> dict[str, object]:
    manifests = []
    for platform in content.image.platforms:
        system, _, architecture = platform.partition("/")
        child = digest(f"{uri}:{content.image.tag}", content.version, platform)
        manifests.append(
            {
                "mediaType": IMAGE,
                "digest": child,
                "size": 1200 + int(derived(child, "size", 2), 16),
                "platform": {"architecture": architecture, "os": system},
            }
        )
    return {"schemaVersion": 2, "mediaType": INDEX, "manifests": manifests}


def _image(content: Content) -> dict[str, object]:
    return {
        "schemaVersion": 2,
        "mediaType": IMAGE,
        "config": _blob(CONFIG, content, "config", 7000),
        "layers": [_blob(LAYER, content, "layer", size(content))],
    }


def _blob(media: str, content: Content, label: str, length: int) -> dict[str, object]:
    name = "sha256:" + derived(content.digest, label, 64)
    return {"mediaType": media, "digest": name, "size": length}
