from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientConnectorError, ClientOSError
from aiohttp.client_reqrep import ConnectionKey
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from hypothesis import given
from hypothesis import strategies as st

from ecstui.aws.errors import (
    AwsFailure,
    Denied,
    Expired,
    NotFound,
    Rejected,
    Throttled,
    Unreachable,
)
from ecstui.aws.operations.ecs_reads import LIST_SERVICES
from ecstui.aws.operations.ecs_writes import UPDATE_SERVICE
from ecstui.aws.profiles import Profiles, SignIn, sign_in
from ecstui.aws.translate import translate

SSO = SignIn(True, "aws sso login --profile prod", "Sign in again: aws sso login --profile prod")
STATIC = SignIn(False, "aws configure", "Sign in again: aws configure")
URL = "https://ecs.eu-west-1.amazonaws.com"


def answer(
    code: str,
    message: str = "",
    status: int = 400,
    headers: dict[str, str] | None = None,
    operation: str = "ListServices",
) -> boto.ClientError:
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": headers or {}}
    response: dict[str, Any] = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": metadata,
    }
    return boto.ClientError(response, operation)


def translated(error: Exception, how: SignIn = SSO) -> AwsFailure:
    return translate(error, LIST_SERVICES, how)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("AccessDenied", Denied),
        ("AccessDeniedException", Denied),
        ("UnauthorizedOperation", Denied),
        ("Throttling", Throttled),
        ("ThrottlingException", Throttled),
        ("RequestLimitExceeded", Throttled),
        ("TooManyRequestsException", Throttled),
        ("ExpiredToken", Expired),
        ("ExpiredTokenException", Expired),
        ("UnrecognizedClientException", Expired),
        ("InvalidClientTokenId", Expired),
        ("ClusterNotFoundException", NotFound),
        ("ServiceNotFoundException", NotFound),
        ("ResourceNotFoundException", NotFound),
        ("NoSuchEntity", NotFound),
        ("InvalidVpcID.NotFound", NotFound),
        ("InvalidParameterException", Rejected),
        ("ClientException", Rejected),
        ("LimitExceededException", Rejected),
        ("SignatureDoesNotMatch", Rejected),
        ("InvalidSignatureException", Rejected),
        ("OptInRequired", Rejected),
        ("404", Unreachable),
        ("", Unreachable),
    ],
)
def test_codes_of_json_and_query_services(code: str, kind: type[AwsFailure]) -> None:
    failure = translated(answer(code, "m"))
    assert type(failure) is kind
    assert failure.sentence


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_errors_are_awss_side(status: int) -> None:
    failure = translated(answer("InternalFailure", status=status))
    assert isinstance(failure, Unreachable)
    assert failure.transient
    assert "AWS's side" in failure.sentence


def test_throttling_by_a_503_is_throttling() -> None:
    assert isinstance(translated(answer("SlowDown", status=503)), Throttled)


def test_the_denied_action_is_the_one_that_aws_names() -> None:
    message = (
        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: "
        "iam:PassRole on resource: x with an explicit deny in a service control policy"
    )
    failure = translated(answer("AccessDeniedException", message, 403))
    assert isinstance(failure, Denied)
    assert failure.action == "iam:PassRole"
    assert "service control policy" in failure.sentence


def test_a_role_that_may_not_be_passed_is_named() -> None:
    message = (
        "User: arn:aws:sts::123456789012:assumed-role/ops/alice is not authorized to perform: "
        "iam:PassRole on resource: arn:aws:iam::123456789012:role/app/web-task because no "
        "identity-based policy allows the iam:PassRole action"
    )
    failure = translate(answer("AccessDeniedException", message), UPDATE_SERVICE, SSO)
    assert isinstance(failure, Denied)
    assert failure.action == "iam:PassRole"
    assert "does not allow iam:PassRole of role/app/web-task." in failure.sentence


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("ConflictException", "The deployment is already stopped."),
        ("ServiceNotActiveException", "Service was not ACTIVE."),
        ("InvalidParameterException", "The container web is not there."),
        ("LimitExceededException", "The limit for tasks was reached."),
        ("BlockedException", "Your account is currently blocked."),
        ("TargetNotConnectedException", "The execute command failed."),
    ],
)
def test_what_aws_says_of_a_change_that_it_refuses_is_told(code: str, message: str) -> None:
    failure = translate(answer(code, message), UPDATE_SERVICE, SSO)
    assert type(failure) is Rejected
    assert code in failure.sentence
    assert message in failure.sentence


def test_after_a_fault_of_awss_side_nobody_is_told_to_repeat_a_change() -> None:
    error = answer("ServerException", status=500, operation="UpdateService")
    failure = translate(error, UPDATE_SERVICE, SSO)
    assert "look before you try again" in failure.sentence


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (ClientOSError(104, "Connection reset by peer"), "broke off"),
        (
            ClientConnectorError(
                ConnectionKey("ecs", 443, False, True, None, None, None, None),
                ConnectionRefusedError(111, "refused"),
            ),
            "Cannot reach",
        ),
    ],
)
def test_a_connection_that_broke_is_told_from_none(cause: Exception, words: str) -> None:
    error = boto.EndpointConnectionError(endpoint_url=URL, error=cause)
    failure = translated(error)
    assert isinstance(failure, Unreachable)
    assert words in failure.sentence
    assert failure.transient == (words == "broke off")


def test_else_the_denied_action_is_that_of_the_operation() -> None:
    failure = translated(answer("AccessDenied", "no", 403))
    assert isinstance(failure, Denied)
    assert failure.action == "ecs:ListServices"


def test_a_denial_of_the_credentials_is_not_blamed_on_the_operation() -> None:
    failure = translated(answer("AccessDenied", "no", 403, operation="AssumeRole"))
    assert isinstance(failure, Denied)
    assert failure.action == "sts:AssumeRole"


def test_aws_says_when_to_come_back() -> None:
    failure = translated(answer("ThrottlingException", headers={"retry-after": "9"}))
    assert isinstance(failure, Throttled)
    assert failure.retry_after == 9


def test_an_unknown_key_has_expired_only_if_it_was_temporary() -> None:
    assert isinstance(translated(answer("InvalidClientTokenId")), Expired)
    failure = translated(answer("InvalidClientTokenId"), STATIC)
    assert isinstance(failure, Rejected)
    assert "deleted" in failure.sentence


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("RequestExpired", ""),
        ("InvalidSignatureException", "Signature expired: 20260101T000000Z is now earlier"),
        ("SignatureDoesNotMatch", "Signature not yet current: 20260101T000000Z"),
    ],
)
def test_clock_skew_is_told_from_a_wrong_key(code: str, message: str) -> None:
    assert "clock" in translated(answer(code, message, 403), STATIC).sentence


def test_an_expired_request_with_a_session_token_is_an_expired_sign_in() -> None:
    assert isinstance(translated(answer("RequestExpired"), SSO), Expired)


def test_the_signed_request_is_not_repeated() -> None:
    message = "The Canonical String should have been x-amz-security-token:SECRET"
    assert "SECRET" not in translated(answer("SignatureDoesNotMatch", message)).sentence


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (
            boto.EndpointConnectionError(endpoint_url=URL, error="x"),
            Unreachable,
            "Cannot reach ecs",
        ),
        (boto.ConnectTimeoutError(endpoint_url=URL, error="x"), Unreachable, "Cannot reach ecs"),
        (PermissionError(13, "Permission denied", "/ca.pem"), Rejected, "/ca.pem"),
        (ValueError("x"), Rejected, "by itself"),
        (boto.ReadTimeoutError(endpoint_url=URL, error="x"), Unreachable, "in time from ecs"),
        (TimeoutError(), Unreachable, "No answer in time"),
        (boto.ConnectionClosedError(endpoint_url=URL), Unreachable, "broke off"),
        (boto.HTTPClientError(error=ClientConnectionError("x")), Unreachable, "failed"),
        (boto.ProxyConnectionError(proxy_url="http://u:pw@p", error="x"), Unreachable, "proxy"),
        (boto.SSLError(endpoint_url=URL, error="x"), Unreachable, "AWS_CA_BUNDLE"),
        (ConnectionResetError(), Unreachable, "failed"),
        (ResponseParserError("KeyError"), Unreachable, "a proxy or a login page"),
        (boto.NoCredentialsError(), Rejected, "--profile"),
        (boto.PartialCredentialsError(provider="env", cred_var="x"), Rejected, "incomplete"),
        (boto.UnauthorizedSSOTokenError(), Expired, "aws sso login --profile prod"),
        (boto.SSOTokenLoadError(error_msg="x"), Expired, "aws sso login --profile prod"),
        (boto.TokenRetrievalError(provider="sso", error_msg="x"), Expired, "aws sso login"),
        (boto.LoginRefreshRequired(), Expired, "Sign in again"),
        (
            boto.CredentialRetrievalError(provider="custom-process", error_msg="pw=hunter2"),
            Rejected,
            "could not be fetched",
        ),
        (boto.ProfileNotFound(profile="prd"), Rejected, "no AWS profile prd"),
        (boto.NoRegionError(), Rejected, "--region"),
        (boto.InvalidRegionError(region_name="x y"), Rejected, "--region"),
        (boto.ConfigParseError(path="/x"), Rejected, "config file"),
        (boto.MissingDependencyException(msg="x"), Rejected, "botocore[crt]"),
        (boto.UnknownServiceError(service_name="x", known_service_names="y"), Rejected, "Unknown"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_errors_of_the_client(error: Exception, kind: type[AwsFailure], words: str) -> None:
    failure = translated(error)
    assert type(failure) is kind
    assert words in failure.sentence
    assert "pw" not in failure.sentence


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (URL, "Cannot reach ecs.eu-west-1.amazonaws.com: check network, VPN and the Region's name"),
        (f"{URL}:443/", "Cannot reach ecs.eu-west-1.amazonaws.com: check network, VPN"),
        ("https://proxy.acme.example:8443/", "Cannot reach proxy.acme.example:8443: check network"),
        ("http://127.0.0.1:8140/", "Cannot reach 127.0.0.1:8140: is it running?"),
        ("http://localhost:8140", "Cannot reach localhost:8140: is it running?"),
        ("http://[::1]:8140", "Cannot reach [::1]:8140: is it running?"),
        ("http://127.0.0.1", "Cannot reach 127.0.0.1: is it running?"),
    ],
)
def test_the_endpoint_is_named_with_what_to_do(url: str, sentence: str) -> None:
    failure = translated(boto.EndpointConnectionError(endpoint_url=url, error="x"))
    assert failure.sentence.startswith(sentence)


@pytest.mark.parametrize("name", ["nowhere", "arn:aws:ecs:eu-west-1:123456789012:cluster/nowhere"])
def test_the_cluster_that_there_is_not_is_named(name: str) -> None:
    error = answer("ClusterNotFoundException", "Cluster not found.")
    failure = translate(error, LIST_SERVICES, SSO, {"cluster": name}, "ap-northeast-1")
    assert failure.sentence == (
        "There is no cluster nowhere in ap-northeast-1 (ClusterNotFoundException). "
        "Cluster not found."
    )


@pytest.mark.parametrize(
    ("parameters", "operation"),
    [({"services": ["a"]}, "ListServices"), ({"cluster": "a"}, "Other")],
)
def test_without_its_name_it_is_no_such_thing(parameters: dict[str, Any], operation: str) -> None:
    error = answer("ClusterNotFoundException", "gone", operation=operation)
    failure = translate(error, LIST_SERVICES, SSO, parameters, "ap-northeast-1")
    assert failure.sentence == "AWS knows no such thing (ClusterNotFoundException). gone"


@given(st.text(), st.text(), st.integers(100, 599))
def test_any_answer_becomes_a_failure_with_a_sentence(code: str, message: str, status: int) -> None:
    assert translated(answer(code, message, status)).sentence


PROFILES: Profiles = {
    "sso": {"sso_session": "acme"},
    "legacy-sso": {"sso_start_url": "https://acme.awsapps.com/start"},
    "role-of-sso": {"role_arn": "r", "source_profile": "sso"},
    "login": {"login_session": "l"},
    "process": {"credential_process": "tool"},
    "keys": {"aws_access_key_id": "k"},
    "loop": {"role_arn": "r", "source_profile": "pool"},
    "pool": {"role_arn": "r", "source_profile": "loop"},
}


@pytest.mark.parametrize(
    ("profile", "method", "login"),
    [
        ("sso", "sso", "aws sso login --profile sso"),
        ("legacy-sso", "sso", "aws sso login --profile legacy-sso"),
        ("role-of-sso", "assume-role", "aws sso login --profile sso"),
        ("login", "login", "aws login --profile login"),
        ("process", "custom-process", ""),
        ("keys", "shared-credentials-file", "aws configure --profile keys"),
        (None, "shared-credentials-file", "aws configure"),
        (None, "none", "aws configure sso"),
        (None, "env", ""),
        (None, "iam-role", ""),
        ("loop", "assume-role", "aws configure --profile pool"),
    ],
)
def test_the_login_command_is_that_of_the_profile_one_signs_in_with(
    profile: str | None, method: str, login: str
) -> None:
    how = sign_in(PROFILES, profile, method, temporary=True)
    assert how.login == login
    assert login in how.advice
    assert how.advice
