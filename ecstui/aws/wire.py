"""Which operation a request asks for, read from the bytes that will be sent.

Source: Smithy, "AWS JSON 1.1", "AWS query", "AWS EC2 query" and "AWS restJson1" protocols. A JSON
service takes the operation from the X-Amz-Target header, a query service from the Action parameter,
a REST service from method and path.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a service names itself on the wire.

    :param event: botocore's hyphenated service id, as in its event names.
    :param marker: prefix of X-Amz-Target for JSON, Version for query and EC2, empty for REST.
    """

    protocol: str
    event: str
    marker: str = ""


DIALECTS: Mapping[str, Dialect] = {
    "ecs": Dialect("json", "ecs", "AmazonEC2ContainerServiceV20141113"),
    "application-autoscaling": Dialect(
        "json", "application-auto-scaling", "AnyScaleFrontendService"
    ),
    "cloudtrail": Dialect(
        "json", "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"
    ),
    "directconnect": Dialect("json", "direct-connect", "OvertureService"),
    "ec2": Dialect("ec2", "ec2", "2016-11-15"),
    "ecr": Dialect("json", "ecr", "AmazonEC2ContainerRegistry_V20150921"),
    "elbv2": Dialect("query", "elastic-load-balancing-v2", "2015-12-01"),
    "secretsmanager": Dialect("json", "secrets-manager", "secretsmanager"),
    "service-quotas": Dialect("json", "service-quotas", "ServiceQuotasV20190624"),
    "sts": Dialect("query", "sts", "2011-06-15"),
    "iam": Dialect("query", "iam", "2010-05-08"),
    "sso": Dialect("rest-json", "sso"),
    "sso-oidc": Dialect("rest-json", "sso-oidc"),
    "signin": Dialect("rest-json", "signin"),
}
"""Every service that the lists of operations name, by botocore's name."""

QUERY = frozenset({"ec2", "query"})
"""Protocols that name the operation in a form; their answers differ, their requests do not."""

REST_ROUTES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("GET", "/federation/credentials"): ("sso", "GetRoleCredentials"),
    ("POST", "/token"): ("sso-oidc", "CreateToken"),
    ("POST", "/v1/token"): ("signin", "CreateOAuth2Token"),
}
"""Method and path of the only REST operations that are ever allowed."""

_BY_TARGET = {d.marker: name for name, d in DIALECTS.items() if d.protocol == "json"}
_BY_VERSION = {d.marker: name for name, d in DIALECTS.items() if d.protocol in QUERY}


class Unreadable(ValueError):
    """The request does not say clearly which operation it asks for."""


def spoken(method: str, url: str, headers: Mapping[str, object], body: object) -> tuple[str, str]:
    """The service (botocore's name) and operation that a request asks for.

    :raises Unreadable: it names none, more than one, or one of an unknown service.
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query, keep_blank_values=True)
    target = _header(headers, "x-amz-target")
    if target is not None:
        return _json_operation(method, parts.path, target, query)
    if (method, parts.path) in REST_ROUTES and not _names_an_action(query):
        return _rest_operation(method, parts.path, query)
    return _query_operation(method, parts.path, query, _form(body))


def _json_operation(
    method: str, path: str, target: str, query: Mapping[str, list[str]]
) -> tuple[str, str]:
    prefix, _, name = target.rpartition(".")
    if method != "POST" or path not in ("", "/") or query or prefix not in _BY_TARGET:
        raise Unreadable(f"{method} {path} for {target}")
    return _BY_TARGET[prefix], name


def _rest_operation(method: str, path: str, query: Mapping[str, list[str]]) -> tuple[str, str]:
    # The variants with IAM authentication have the same path and a query parameter more.
    if method == "POST" and query:
        raise Unreadable(f"{method} {path} with a query string")
    return REST_ROUTES[method, path]


def _query_operation(
    method: str, path: str, query: Mapping[str, list[str]], form: Mapping[str, list[str]]
) -> tuple[str, str]:
    if method != "POST" or path not in ("", "/") or query:
        raise Unreadable(f"{method} {path}")
    actions, versions = form.get("Action", []), form.get("Version", [])
    if len(actions) != 1 or len(versions) != 1 or versions[0] not in _BY_VERSION:
        raise Unreadable(f"actions {actions} of versions {versions}")
    return _BY_VERSION[versions[0]], actions[0]


def _names_an_action(query: Mapping[str, list[str]]) -> bool:
    return any(name.lower() == "action" for name in query)


def _header(headers: Mapping[str, object], name: str) -> str | None:
    found = [_text(value) for key, value in headers.items() if _text(key).lower() == name]
    if len(found) > 1:
        raise Unreadable(f"{len(found)} headers {name}")
    return found[0] if found else None


def _form(body: object) -> dict[str, list[str]]:
    if not isinstance(body, str | bytes | bytearray | None):
        raise Unreadable(f"a body of type {type(body).__name__}")
    return parse_qs(_text(body or b""), keep_blank_values=True)


def _text(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        try:
            return bytes(value).decode()
        except UnicodeDecodeError:
            raise Unreadable("bytes that are not text") from None
    return str(value)
