"""BatchGetImage: manifests by tag or digest. Source: API reference and the model's failure codes.

The texts of the failures are ours but for ImageNotFound's. `acceptedMediaTypes` is not minded:
what is there is returned as it was pushed.
"""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecr import finding, manifest
from ecstui.sim.services.ecr.digests import Content
from ecstui.sim.services.ecr.records import Repository


def batch_get_image(call: Call, body: Body) -> Body:
    """Up to 100 manifests, and a failure for each that cannot be had.

    :raises AwsError: RepositoryNotFoundException.
    """
    owner = finding.repository(call, body, body["repositoryName"])
    known = finding.manifests(call, owner)
    images: list[Body] = []
    failures: list[Body] = []
    for image_id in body["imageIds"]:
        content = known.get(finding.digest_named(call, owner, image_id))
        code, reason = _failure(content, image_id)
        if content is None or code:
            failures.append({"imageId": image_id, "failureCode": code, "failureReason": reason})
        else:
            images.append(_image(call, owner, content, image_id))
    return {"images": images, "failures": failures}


def _failure(content: Content | None, image_id: Body) -> tuple[str, str]:
    tag = image_id.get("imageTag")
    if tag is None and "imageDigest" not in image_id:
        return "MissingDigestAndTag", "Neither a digest nor a tag was given"
    if content is None:
        return "ImageNotFound", "Requested image not found"
    if tag is not None and (content.image.tag != tag or not content.tagged):
        return "ImageTagDoesNotMatchDigest", "The tag does not point at this digest"
    if content.image.archived_at is not None:
        return "ImageInaccessible", "The image is archived"
    return "", ""


def _image(call: Call, owner: Repository, content: Content, image_id: Body) -> Body:
    return {
        "registryId": call.account,
        "repositoryName": owner.name,
        "imageId": {"imageDigest": content.digest, "imageTag": image_id.get("imageTag")},
        "imageManifest": manifest.text(owner.uri, content),
        "imageManifestMediaType": manifest.media_type(content),
    }
