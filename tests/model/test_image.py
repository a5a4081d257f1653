import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.model.image import Image, repository_of

DIGEST = "sha256:" + "0123456789abcdef" * 4
ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("image", "parts"),
    [
        ("nginx", ("docker.io", "library/nginx", "latest", None)),
        ("nginx:1.27", ("docker.io", "library/nginx", "1.27", None)),
        ("docker.io/nginx:1", ("docker.io", "library/nginx", "1", None)),
        ("docker.io/acme/web:1", ("docker.io", "acme/web", "1", None)),
        ("acme/web", ("docker.io", "acme/web", "latest", None)),
        ("acme/web:1.4", ("docker.io", "acme/web", "1.4", None)),
        (f"acme/web@{DIGEST}", ("docker.io", "acme/web", None, DIGEST)),
        (f"acme/web:1@{DIGEST}", ("docker.io", "acme/web", "1", DIGEST)),
        ("localhost/web", ("localhost", "web", "latest", None)),
        ("localhost:5000/web:2", ("localhost:5000", "web", "2", None)),
        ("ghcr.io/acme/web:v1", ("ghcr.io", "acme/web", "v1", None)),
        ("public.ecr.aws/nginx/nginx", ("public.ecr.aws", "nginx/nginx", "latest", None)),
        (f"{ECR}/shop/web:1.4.0", (ECR, "shop/web", "1.4.0", None)),
        (f"{ECR}/web@{DIGEST}", (ECR, "web", None, DIGEST)),
    ],
)
def test_a_reference_is_taken_apart(
    image: str, parts: tuple[str, str, str | None, str | None]
) -> None:
    assert repository_of(image) == Image(*parts)


@pytest.mark.parametrize(
    "image",
    [
        "",
        ":1",
        "web:",
        "web:a b",
        "a//b",
        "/web",
        "web/",
        f"@{DIGEST}",
        "web@",
        "web@sha256:xyz",
        "web:1:2:",
    ],
)
def test_what_is_no_reference(image: str) -> None:
    assert repository_of(image) is None


@pytest.mark.parametrize(
    ("registry", "account", "region"),
    [
        (ECR, "123456789012", "eu-west-1"),
        ("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "123456789012", "us-gov-west-1"),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "123456789012", "cn-north-1"),
        ("123456789012.dkr-ecr.eu-west-1.on.aws", "123456789012", "eu-west-1"),
        ("public.ecr.aws", None, None),
        ("docker.io", None, None),
        ("x123456789012.dkr.ecr.eu-west-1.amazonaws.com", None, None),
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example", None, None),
    ],
)
def test_a_private_registry_of_amazon_tells_account_and_region(
    registry: str, account: str | None, region: str | None
) -> None:
    image = Image(registry, "web")
    assert (image.ecr_account, image.ecr_region) == (account, region)


@given(st.text())
def test_any_text_is_a_reference_or_none(text: str) -> None:
    image = repository_of(text)
    assert image is None or (image.registry and image.repository and (image.tag or image.digest))
