import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.aws.errors import Denied, Expired, Rejected, Throttled, tidy

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
TOKEN = "FwoGZXIvYXdzEBYaDExampleSessionToken0123456789" * 4


def test_control_and_direction_characters_become_spaces() -> None:
    assert tidy("a\x1b[31mb\r\n\tc\u202ed\x9b") == "a [31mb c d"


@pytest.mark.parametrize("secret", [SECRET, TOKEN])
def test_secret_keys_and_session_tokens_are_not_shown(secret: str) -> None:
    assert secret not in tidy(f"key={secret} and {secret}")
    assert "…" in tidy(f"x-amz-security-token: {secret} was")


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:ecs:eu-west-1:123456789012:task/prod/0123456789abcdef0123456789abcdef",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/alice",
    ],
)
def test_names_are_shown_whole(text: str) -> None:
    assert tidy(text) == text


@given(st.text())
def test_any_text_is_printable_and_short(text: str) -> None:
    tidied = tidy(text, limit=50)
    assert len(tidied) <= 50
    assert not any(ord(character) < 32 for character in tidied)


def test_sentences_say_what_to_do() -> None:
    assert "ecs:ListServices" in Denied("ecs:ListServices").sentence
    assert "AWS limits the calls" in Throttled(7.2).sentence
    assert Throttled(7.2).retry_after == 7.2
    assert "aws sso login --profile prod" in Expired("aws sso login --profile prod").sentence
    assert str(Rejected("why not")) == Rejected("why not").why == "why not"
