"""Amazon Elastic Container Registry: repositories, images, and what a reference leads to.

Who pulls asks `digest_of`; a scenario pushes, removes and archives.
"""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.ecr.describing import describe_images, describe_repositories
from ecstui.sim.services.ecr.digests import Gone, digest_of
from ecstui.sim.services.ecr.getting import batch_get_image
from ecstui.sim.services.ecr.pushing import archive, push, remove
from ecstui.sim.services.ecr.records import MULTI_ARCH

__all__ = ["MULTI_ARCH", "SERVICE", "Gone", "archive", "digest_of", "push", "remove"]

SERVICE = SimulatedService(
    name="ecr",
    operations={
        "BatchGetImage": Operation(batch_get_image),
        "DescribeImages": Operation(describe_images),
        "DescribeRepositories": Operation(describe_repositories),
    },
    invalid_code="InvalidParameterException",
)
