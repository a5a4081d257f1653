"""DescribeRepositories and DescribeImages.

Source: API reference. Without a filter only ACTIVE images are listed. Our reading: an image that
is named by its id is described whatever its status.
"""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ecr import finding, manifest
from ecstui.sim.services.ecr.digests import Content
from ecstui.sim.services.ecr.records import Repository


def describe_repositories(call: Call, body: Body) -> Body:
    """All repositories by name, or up to 100 named ones.

    :raises AwsError: RepositoryNotFoundException, InvalidParameterException.
    """
    finding.no_pages_beside(body, "repositoryNames")
    names = body.get("repositoryNames")
    if names:
        found = [finding.repository(call, body, name) for name in names]
        return {"repositories": [_repository(call, each) for each in found]}
    records, token = finding.paged(call, body, finding.state(call).repositories)
    return {"repositories": [_repository(call, each) for each in records], **token}


def _repository(call: Call, record: Repository) -> Body:
    return {
        "repositoryArn": record.arn,
        "registryId": call.account,
        "repositoryName": record.name,
        "repositoryUri": record.uri,
        "createdAt": record.created_at,
        "imageTagMutability": record.mutability,
        "imageScanningConfiguration": {"scanOnPush": False},
        "encryptionConfiguration": {"encryptionType": "AES256"},
    }


def describe_images(call: Call, body: Body) -> Body:
    """The images of a repository, or up to 100 named ones.

    :raises AwsError: RepositoryNotFoundException, ImageNotFoundException,
        InvalidParameterException.
    """
    owner = finding.repository(call, body, body["repositoryName"])
    finding.no_pages_beside(body, "imageIds")
    known = finding.manifests(call, owner)
    if body.get("imageIds"):
        named = [_named(call, owner, known, each) for each in body["imageIds"]]
        unique = {content.digest: content for content in named}.values()
        return {"imageDetails": [_detail(call, owner, each) for each in unique]}
    wanted = body.get("filter", {})
    listed = {digest: each for digest, each in known.items() if _fits(each, wanted)}
    records, token = finding.paged(call, body, listed)
    return {"imageDetails": [_detail(call, owner, each) for each in records], **token}


def _named(call: Call, owner: Repository, known: dict[str, Content], image_id: Body) -> Content:
    found = known.get(finding.digest_named(call, owner, image_id))
    tag = image_id.get("imageTag")
    if found is None or (tag is not None and (found.image.tag != tag or not found.tagged)):
        digest = image_id.get("imageDigest", "null")
        raise AwsError(
            "ImageNotFoundException",
            f"The image with imageId {{imageDigest:'{digest}', imageTag:'{tag or 'null'}'}} does "
            f"not exist within the repository with name '{owner.name}' in the registry with id "
            f"'{call.account}'",
        )
    return found


def _fits(content: Content, wanted: Body) -> bool:
    tags, status = wanted.get("tagStatus", "ANY"), wanted.get("imageStatus", "ACTIVE")
    return tags in ("ANY", _tag_status(content)) and status in ("ANY", _status(content))


def _tag_status(content: Content) -> str:
    return "TAGGED" if content.tagged else "UNTAGGED"


def _status(content: Content) -> str:
    return "ACTIVE" if content.image.archived_at is None else "ARCHIVED"


def _detail(call: Call, owner: Repository, content: Content) -> Body:
    return {
        "registryId": call.account,
        "repositoryName": owner.name,
        "imageDigest": content.digest,
        "imageTags": [content.image.tag] if content.tagged else None,
        "imageSizeInBytes": manifest.size(content),
        "imagePushedAt": content.pushed_at,
        "imageManifestMediaType": manifest.media_type(content),
        "imageStatus": _status(content),
        "lastArchivedAt": content.image.archived_at,
    }
