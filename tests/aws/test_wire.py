import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.aws.wire import Unreadable, spoken

URL = "https://ecs.eu-west-1.amazonaws.com/"
TARGET = "AmazonEC2ContainerServiceV20141113.ListClusters"
FORM = "Action=GetCallerIdentity&Version=2011-06-15"


def test_a_json_service_names_its_operation_in_a_header() -> None:
    assert spoken("POST", URL, {"X-Amz-Target": TARGET}, b"{}") == ("ecs", "ListClusters")
    assert spoken("POST", URL, {"x-amz-target": TARGET.encode()}, b"{}")[1] == "ListClusters"


def test_a_query_service_names_its_operation_in_the_form() -> None:
    assert spoken("POST", URL, {}, FORM) == ("sts", "GetCallerIdentity")
    assert spoken("POST", URL, {}, FORM.encode()) == ("sts", "GetCallerIdentity")


def test_ec2_names_its_operation_in_the_form_too() -> None:
    form = b"Action=DescribeSubnets&Version=2016-11-15&SubnetId.1=subnet-0a"
    assert spoken("POST", URL, {}, form) == ("ec2", "DescribeSubnets")
    with pytest.raises(Unreadable):
        spoken("POST", URL, {}, form.replace(b"2016-11-15", b"2014-10-01"))


def test_a_rest_service_is_known_by_method_and_path() -> None:
    url = "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=r"
    assert spoken("GET", url, {}, None) == ("sso", "GetRoleCredentials")
    assert spoken("POST", "https://oidc/token", {}, b"{}") == ("sso-oidc", "CreateToken")


@pytest.mark.parametrize(
    ("method", "url", "headers", "body"),
    [
        ("POST", URL, {}, b""),
        ("POST", URL, {}, b"Action=DeleteUser"),
        ("POST", URL, {}, FORM + "&Action=DeleteUser"),
        ("POST", URL, {}, FORM + "&Version=2010-05-08"),
        ("POST", URL + "?Action=DeleteUser", {}, FORM),
        ("POST", URL + "?Action=DeleteUser", {"X-Amz-Target": TARGET}, b"{}"),
        ("GET", URL + "?" + FORM, {}, None),
        ("PUT", URL, {"X-Amz-Target": TARGET}, b"{}"),
        ("POST", URL + "v1/x", {"X-Amz-Target": TARGET}, b"{}"),
        ("POST", URL, {"X-Amz-Target": "Other." + TARGET}, b"{}"),
        ("POST", URL, {"X-Amz-Target": "ListClusters"}, b"{}"),
        ("POST", URL, {"X-Amz-Target": TARGET, "x-amz-target": TARGET}, b"{}"),
        ("POST", "https://oidc/token?aws_iam=t", {}, b"{}"),
        ("POST", "https://signin/v1/token?x-amz-client-auth-method=iam", {}, b"{}"),
        ("GET", "https://portal.sso/federation/credentials?action=x", {}, None),
        ("DELETE", "https://s3/bucket", {}, None),
        ("POST", URL, {}, object()),
        ("POST", URL, {}, b"\xff\xfe"),
    ],
)
def test_what_is_not_clear_is_unreadable(
    method: str, url: str, headers: dict[str, object], body: object
) -> None:
    with pytest.raises(Unreadable):
        spoken(method, url, headers, body)


@given(st.binary() | st.text(), st.dictionaries(st.text(), st.text() | st.binary()))
def test_any_bytes_are_readable_or_unreadable(
    body: bytes | str, headers: dict[str, object]
) -> None:
    try:
        service, _ = spoken("POST", URL, headers, body)
    except Unreadable:
        return
    assert service in {"ecs", "sts", "iam", "ec2", "elbv2"}
