"""One profile changes, and every other byte of the credentials file stays."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecstui.actions.rotate.credentials_text import (
    KeyPair,
    NotAFile,
    key_ids,
    key_pair,
    with_key,
)

NEW = KeyPair("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[ci]\n{id}\n{secret}\n"),
        ("[a]\nregion = x", "[a]\nregion = x\n\n[ci]\n{id}\n{secret}\n"),
        ("[ci]\n", "[ci]\n{id}\n{secret}\n"),
        ("[ci]", "[ci]\n{id}\n{secret}\n"),
        ("[ci]\r\nregion = x\r\n", "[ci]\r\n{id}\r\n{secret}\r\nregion = x\r\n"),
        (
            "# top\n[ci]\n; old\n{old_id}\n{old_secret}\nregion=x\n\n[z]\n{old_id}\n{old_secret}\n",
            "# top\n[ci]\n; old\n{id}\n{secret}\nregion=x\n\n[z]\n{old_id}\n{old_secret}\n",
        ),
        (
            "[ci]\n{old_id}\n{old_secret}\naws_session_token = t\ns3 =\n  max = 1\n",
            "[ci]\n{id}\n{secret}\ns3 =\n  max = 1\n",
        ),
    ],
)
def test_only_that_changes(before: str, after: str) -> None:
    names = {
        "id": f"aws_access_key_id = {NEW.access_key_id}",
        "secret": f"aws_secret_access_key = {NEW.secret_access_key}",
        "old_id": "aws_access_key_id = AKIAI44QH8DHBEXAMPLE",
        "old_secret": "aws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
    }
    changed = with_key(before.format(**names).encode(), "ci", NEW)
    assert changed == after.format(**names).encode()


def test_the_way_in_which_an_option_is_written_stays() -> None:
    changed = with_key(b"[ci]\nAWS_Access_Key_Id:AKIAOLD\naws_secret_access_key=x\n", "ci", NEW)
    assert changed.startswith(b"[ci]\nAWS_Access_Key_Id:AKIAIOSFODNN7EXAMPLE\n")


@pytest.mark.parametrize(
    "text",
    [
        b"no section\n",
        b"[ci]\nregion = x\n[ci]\nregion = y\n",
        b"[ci]\naws_access_key_id = a\naws_access_key_id = b\n",
        b"\xff\xfe[ci]\n",
    ],
)
def test_what_aws_tools_cannot_read_is_left_alone_and_not_quoted(text: bytes) -> None:
    with pytest.raises(NotAFile) as refused:
        with_key(text, "ci", NEW)
    assert "region" not in str(refused.value)


WORDS = st.text(string.ascii_letters + string.digits + "-_ .", min_size=1, max_size=8)
NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=6)
LINES = st.one_of(
    st.builds("# {}".format, WORDS),
    st.builds("; {}".format, WORDS),
    st.just(""),
    st.builds("{} = {}".format, NAMES, WORDS),
    st.builds("{}={}".format, NAMES, WORDS),
    st.sampled_from(
        ["aws_access_key_id = AKIAX", "aws_secret_access_key=y", "AWS_SESSION_TOKEN=t"]
    ),
    st.builds("  {}".format, WORDS),
)
SECTIONS = st.builds(
    lambda name, lines: [f"[{name}]", *lines],
    st.sampled_from(["ci", "default", "other", "a b"]),
    st.lists(LINES, max_size=6),
)
FILES = st.builds(
    lambda sections, newline, end: newline.join(line for s in sections for line in s) + end,
    st.lists(SECTIONS, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)


@given(FILES, st.sampled_from(["ci", "default", "a b"]))
def test_it_changes_one_profile_or_nothing(text: str, profile: str) -> None:
    before = text.encode()
    try:
        ids = key_ids(before)
    except NotAFile:
        ids = {}
    try:
        changed = with_key(before, profile, NEW)
    except NotAFile:
        return
    assert key_pair(changed, profile) == NEW
    assert {n: i for n, i in key_ids(changed).items() if n != profile} == {
        n: i for n, i in ids.items() if n != profile
    }
    outside = b"".join(_outside(before, profile))
    assert b"".join(_outside(changed, profile)).startswith(outside.rstrip(b"\r\n"))


def _outside(text: bytes, profile: str) -> list[bytes]:
    """The lines of all other profiles."""
    lines, inside = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith(b"["):
            inside = line.startswith(f"[{profile}]".encode())
        if not inside:
            lines.append(line)
    return lines
