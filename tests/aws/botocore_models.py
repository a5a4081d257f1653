"""botocore's service models, and the least input that an operation can be serialised from."""

from functools import cache
from typing import Any

from botocore.loaders import Loader
from botocore.model import ServiceModel, Shape


@cache
def service_model(service: str) -> ServiceModel:
    return ServiceModel(Loader().load_service_model(service, "service-2"), service)


def least_input(shape: Shape | None, depth: int = 0) -> Any:
    if shape is None:
        return {}
    if shape.type_name == "structure":
        members = shape.members if depth == 0 else {}
        wanted = set(shape.required_members) | (set(members) if depth == 0 else set())
        return {name: least_input(shape.members[name], depth + 1) for name in sorted(wanted)}
    if shape.type_name == "list":
        return [least_input(shape.member, depth + 1)]
    if shape.type_name == "map":
        return {"k": least_input(shape.value, depth + 1)}
    return _scalar(shape)


def _scalar(shape: Shape) -> Any:
    match shape.type_name:
        case "integer" | "long":
            return 1
        case "float" | "double":
            return 1.5
        case "boolean":
            return True
        case "timestamp":
            return 1_767_225_600
        case "blob":
            return b"x"
    text = str((shape.enum or ["eu-west-1"])[0])
    return text.ljust(shape.metadata.get("min", 0), "1")
