"""botocore's service models, loaded once and never from the user's own model directories."""

import functools
import os
from collections.abc import Mapping
from typing import Any, cast

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel

Shape = Any
"""A botocore `Shape`; botocore ships no types."""

OperationModel = Any
"""A botocore `OperationModel`."""


@functools.cache
def _loader() -> Any:
    # Only botocore's own data: neither AWS_DATA_PATH nor ~/.aws/models may change the simulator.
    data = os.path.join(os.path.dirname(botocore.__file__), "data")
    return Loader(extra_search_paths=[data], include_default_search_paths=False)


class Model:
    """One service's model and the few of its facts that the wire needs.

    :raises botocore.exceptions.UnknownServiceError: botocore has no such service.
    """

    def __init__(self, service: str) -> None:
        raw = _loader().load_service_model(service, "service-2")
        self.name = service
        self.service = ServiceModel(raw, service)
        self.metadata: Mapping[str, Any] = raw["metadata"]
        self._shapes: Mapping[str, Any] = raw["shapes"]
        self._operations: frozenset[str] = frozenset(raw["operations"])

    @property
    def endpoint_prefix(self) -> str:
        """The first part of the host name."""
        return cast("str", self.metadata["endpointPrefix"])

    @property
    def event_source(self) -> str:
        """CloudTrail's `eventSource`; Application Auto Scaling has that of EC2 Auto Scaling.

        Source: its user guide, "Log Application Auto Scaling API calls using AWS CloudTrail".
        """
        known = {"application-autoscaling": "autoscaling", "api.ecr": "ecr"}
        return f"{known.get(self.endpoint_prefix, self.endpoint_prefix)}.amazonaws.com"

    @property
    def signing_name(self) -> str:
        """The service's name in a signature's credential scope."""
        return cast("str", self.metadata.get("signingName", self.endpoint_prefix))

    @property
    def iam_prefix(self) -> str:
        """The part of an IAM action before the colon."""
        known = {"monitoring": "cloudwatch", "api.ecr": "ecr"}
        return known.get(self.endpoint_prefix, self.endpoint_prefix)

    @property
    def is_global(self) -> bool:
        """Whether the service has one endpoint for the whole partition."""
        return "globalEndpoint" in self.metadata

    @property
    def namespace(self) -> str:
        """The XML namespace of its answers, or an empty string."""
        return cast("str", self.metadata.get("xmlNamespace", ""))

    def operation(self, name: str) -> OperationModel | None:
        """The model of operation `name`, or None if the service has no such operation."""
        return self.service.operation_model(name) if name in self._operations else None

    def error(self, code: str) -> Shape | None:
        """The error shape with this name or wire code, or None if the model does not know it."""
        name = self._error_names.get(code)
        return None if name is None else self.service.shape_for(name)

    def error_status(self, shape: Shape) -> int:
        """The HTTP status of an error shape: the model's, else 500 for a server fault, else 400."""
        status = shape.metadata.get("error", {}).get("httpStatusCode")
        if status is not None:
            return cast("int", status)
        return 500 if self._shapes[shape.name].get("fault") else 400

    @functools.cached_property
    def _error_names(self) -> Mapping[str, str]:
        errors = {name: s for name, s in self._shapes.items() if s.get("exception")}
        codes = {s.get("error", {}).get("code", name): name for name, s in errors.items()}
        return codes | {name: name for name in errors}


@functools.cache
def model(service: str) -> Model:
    """The model of a service, by botocore's name."""
    return Model(service)
