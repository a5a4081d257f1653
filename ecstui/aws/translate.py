"""From botocore's errors to ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from aiohttp import ClientConnectorError, ClientOSError
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError

from ecstui.aws import codes
from ecstui.aws.decoding import NOT_AWS
from ecstui.aws.errors import (
    AwsFailure,
    Denied,
    Expired,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from ecstui.aws.misconfigured import translate_configuration
from ecstui.aws.operations import Access, Operation
from ecstui.aws.operations.ecs_writes import PASS_ROLE
from ecstui.aws.profiles import SignIn

TRANSLATED = (
    boto.BotoCoreError,
    boto.ClientError,
    ResponseParserError,
    TimeoutError,
    OSError,
    ValueError,
)
"""What a call through botocore may raise besides `Forbidden` and cancellation."""

_ACTION = re.compile(r"perform: ([a-z0-9-]+:[A-Za-z0-9*]+)")
_ROLE = re.compile(r"on resource: \S*:(role/[\w+=,.@/-]*[\w+=@])")


@dataclass(frozen=True, slots=True)
class Asked:
    """What AWS was asked for.

    :param words: the operation, for a sentence.
    :param action: the IAM action behind it.
    :param parameters: its input, as AWS spells it.
    :param changes: whether it changes something.
    """

    words: str
    action: str
    parameters: Mapping[str, Any]
    region: str
    changes: bool = False


def translate(
    error: Exception,
    operation: Operation,
    sign_in: SignIn,
    parameters: Mapping[str, Any] = MappingProxyType({}),
    region: str = "",
) -> AwsFailure:
    """What `error`, raised by a call of `operation`, means for a person.

    :param parameters: the input of the call.
    :param region: where it was sent.
    """
    if not isinstance(error, boto.ClientError):
        return (
            _from_sign_in(error, sign_in) or _from_network(error) or translate_configuration(error)
        )
    action, changes = ", ".join(operation.iam_actions), operation.access is Access.WRITE
    asked = Asked(str(operation), action, parameters, region, changes)
    name = error.operation_name
    if name != operation.name:  # it needed credentials first
        asked = Asked(f"{name} (for your credentials)", f"sts:{name}", {}, "")
    return _from_answer(error.response, asked, sign_in)


def _from_answer(response: dict[str, Any], asked: Asked, sign_in: SignIn) -> AwsFailure:
    problem = response.get("Error", {})
    code, message = str(problem.get("Code", "")), str(problem.get("Message", ""))
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in codes.THROTTLED or status == 429:
        return Throttled(_retry_after(response))
    if status >= 500:
        return Unreachable(_aws_side(asked, status), transient=True)
    if code.isdigit() or not code:
        return Unreachable(f"HTTP {status} without an AWS error in it: {NOT_AWS}")
    return _from_identity(code, message, asked, sign_in) or _from_request(code, message, asked)


def _from_identity(code: str, message: str, asked: Asked, sign_in: SignIn) -> AwsFailure | None:
    if code in codes.DENIED:
        return _denied(message, asked)
    # EC2 says RequestExpired of temporary credentials too, not only of a wrong clock.
    if code in codes.EXPIRED or (code == "RequestExpired" and sign_in.temporary):
        return Expired(sign_in.login, f"Your sign-in has expired. {sign_in.advice}")
    if code in codes.UNKNOWN_KEY:
        return _unknown_key(sign_in)
    if code in codes.SIGNATURE | codes.CLOCK:
        return _bad_signature(code, message)
    return None


def _from_request(code: str, message: str, asked: Asked) -> AwsFailure:
    if codes.is_not_found(code):
        return NotFound(f"{_absent(code, asked)} ({code}). {message}")
    return Rejected(f"AWS does not accept {asked.words}: {code}: {message}")


def _absent(code: str, asked: Asked) -> str:
    """What there is not, by the name under which it was asked for."""
    noun = code.partition("NotFound")[0].lower()
    name = asked.parameters.get(noun)
    if not isinstance(name, str):
        return "AWS knows no such thing"
    return f"There is no {noun} {name.rpartition('/')[2]} in {asked.region}"


def _retry_after(response: dict[str, Any]) -> float:
    headers = response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    value = str(headers.get("retry-after", ""))
    return float(value) if value.isdigit() else 1.0


def _denied(message: str, asked: Asked) -> Denied:
    named = _ACTION.search(message)
    action = named[1] if named else asked.action
    role = _ROLE.search(message) if action == PASS_ROLE else None
    what = f"{action} of {role[1]}" if role else action
    source = " (a service control policy says no)" if "service control policy" in message else ""
    return Denied(
        action,
        f"IAM does not allow {what}{source}. `ecstui iam-policy` prints the policy to ask for.",
    )


def _unknown_key(sign_in: SignIn) -> AwsFailure:
    if sign_in.temporary:
        return Expired(sign_in.login, f"AWS no longer accepts this sign-in. {sign_in.advice}")
    return Rejected(
        "AWS does not know this access key: deleted, deactivated, or of another partition? "
        f"{sign_in.advice}"
    )


def _bad_signature(code: str, message: str) -> Rejected:
    # Their messages repeat the signed request, session token included: none of it is shown.
    if code in codes.CLOCK or any(word in message for word in codes.CLOCK_WORDS):
        return Rejected("The clock of this machine is more than 5 minutes off: set it right")
    return Rejected("The secret access key does not belong to the access key: check the profile")


def _aws_side(asked: Asked, status: int) -> str:
    advice = "Nothing to do but to try again later"
    if asked.changes:
        advice = "It may have been done all the same: look before you try again"
    return f"AWS's side: {asked.words} answered HTTP {status}. {advice}"


def _from_sign_in(error: Exception, sign_in: SignIn) -> AwsFailure | None:
    match error:
        case boto.NoCredentialsError():
            return Rejected(
                "No AWS credentials found: sign in (aws sso login), name a profile with "
                "--profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
            )
        case boto.SSOError() | boto.TokenRetrievalError() | boto.LoginError():
            return Expired(sign_in.login, f"Your sign-in has expired. {sign_in.advice}")
        case boto.PartialCredentialsError():
            return Rejected(
                "The AWS credentials are incomplete: a key is there without its other half"
            )
        case boto.CredentialRetrievalError() | boto.MetadataRetrievalError():
            return Rejected(f"Credentials could not be fetched. {sign_in.advice}")
    return None


def _from_network(error: Exception) -> Unreachable | None:
    host = _host(error)
    match error:
        case boto.ProxyConnectionError():
            return Unreachable("The proxy (HTTPS_PROXY) does not answer: is it the right one?")
        case boto.SSLError():
            return Unreachable(
                f"The certificate of {host} is not trusted. If a proxy inspects TLS here, "
                "set AWS_CA_BUNDLE to its CA certificates"
            )
        case boto.EndpointConnectionError() if _broke(error):
            return Unreachable(f"{host} broke off the connection", transient=True)
        case boto.ConnectTimeoutError() | boto.EndpointConnectionError():
            return Unreachable(f"Cannot reach {host}: {_remedy(error)}")
        case boto.ReadTimeoutError() | TimeoutError():
            return Unreachable(f"No answer in time from {host}")
        case boto.ConnectionClosedError():
            return Unreachable(f"{host} broke off the answer", transient=True)
        case ResponseParserError():
            return Unreachable(f"The answer cannot be read: {NOT_AWS}")
        case OSError(filename=str()):
            return None  # a file
        case boto.HTTPClientError() | boto.ConnectionError() | OSError():
            return Unreachable(f"The connection to {host} failed", transient=True)
    return None


def _broke(error: boto.EndpointConnectionError) -> bool:
    """Whether there had been a connection: aiobotocore makes no difference."""
    cause = error.kwargs.get("error")
    return isinstance(cause, ClientOSError) and not isinstance(cause, ClientConnectorError)


def _endpoint(error: Exception) -> SplitResult:
    return urlsplit(str(getattr(error, "kwargs", {}).get("endpoint_url") or ""))


def _host(error: Exception) -> str:
    """Where the request went: the host, and its port unless that goes without saying."""
    url = _endpoint(error)
    if url.hostname is None:
        return "AWS"
    name = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    usual = {"http": 80, "https": 443}.get(url.scheme)
    return name if url.port in (None, usual) else f"{name}:{url.port}"


def _remedy(error: Exception) -> str:
    if _is_this_machine(_endpoint(error).hostname or ""):
        return "is it running?"
    return "check network, VPN and the Region's name"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
