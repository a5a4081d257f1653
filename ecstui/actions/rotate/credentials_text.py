"""A profile of the AWS credentials file, changed without touching anything else in it.

The file is read as botocore reads it: by Python's configparser, in which comments have lines of
their own and a line that is indented goes on with the one before it. Source: AWS CLI User Guide,
"Configuration and credential file settings".
"""

import re
from configparser import Error, RawConfigParser
from dataclasses import dataclass, field

KEY_ID, SECRET, TOKEN = "aws_access_key_id", "aws_secret_access_key", "aws_session_token"
OLD_TOKEN = "aws_security_token"
"""What boto called it; botocore still reads it."""
TOKENS = frozenset({TOKEN, OLD_TOKEN})
_SECTION = re.compile(rb"\[(?P<name>.+)\]")
_OPTION = re.compile(rb"(?P<before>(?P<name>[^=:\s]+)\s*[=:][ \t]*)(?P<value>.*?)(?P<end>[\r\n]*)")


class NotAFile(ValueError):
    """The text is not what AWS tools could read; it says why."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An access key as it stands in a profile."""

    access_key_id: str
    secret_access_key: str = field(repr=False)


def key_ids(text: bytes) -> dict[str, str]:
    """The id of the key in each profile, empty where a profile has none.

    :raises NotAFile: it cannot be read.
    """
    parsed = _parsed(text)
    return {name: parsed.get(name, KEY_ID, fallback="") for name in parsed.sections()}


def key_pair(text: bytes, profile: str) -> KeyPair | None:
    """The key of a profile; None if it has none.

    :raises NotAFile: the file cannot be read.
    """
    parsed = _parsed(text)
    if not (parsed.has_option(profile, KEY_ID) and parsed.has_option(profile, SECRET)):
        return None
    return KeyPair(parsed.get(profile, KEY_ID), parsed.get(profile, SECRET))


def with_key(text: bytes, profile: str, pair: KeyPair) -> bytes:
    """The text with another key in a profile, which is added at the end if it is not there.

    A session token of the profile goes, as it belongs to another key; all other bytes stay.

    :raises NotAFile: it cannot be read, or the profile cannot be changed alone.
    """
    before = _parsed(text)
    wanted = {KEY_ID: pair.access_key_id, SECRET: pair.secret_access_key}
    lines = text.splitlines(keepends=True)
    if before.has_section(profile):
        changed = b"".join(_changed(lines, profile, wanted))
    else:
        changed = _appended(text, profile, wanted)
    _check(before, _parsed(changed), profile, wanted)
    return changed


def _parsed(text: bytes) -> RawConfigParser:
    """As botocore does it (botocore/configloader.py), so that it fails where botocore fails."""
    parser = RawConfigParser(default_section="")
    try:
        parser.read_string(text.decode())
    except UnicodeDecodeError:
        raise NotAFile("it is not UTF-8") from None
    except Error as error:  # Its text may quote the line with the secret.
        raise NotAFile(f"AWS tools cannot read it ({type(error).__name__})") from None
    return parser


def _changed(lines: list[bytes], profile: str, wanted: dict[str, str]) -> list[bytes]:
    start, end = _place(lines, profile)
    newline = _newline(lines)
    body, left = [], dict(wanted)
    dropping = False
    for line in lines[start + 1 : end]:
        continues = line[:1] in b" \t" and bool(line.strip())
        option = None if continues else _OPTION.fullmatch(line)
        if continues and dropping:
            continue
        name = option["name"].decode().lower() if option else ""
        dropping = name in TOKENS or name in wanted
        if option and name in left:
            value = left.pop(name).encode()
            body.append(option["before"] + value + (option["end"] or newline))
        elif not dropping:
            body.append(line)
    header = lines[start] if lines[start].endswith((b"\n", b"\r")) else lines[start] + newline
    added = [f"{name} = {value}".encode() + newline for name, value in left.items()]
    return [*lines[:start], header, *added, *body, *lines[end:]]


def _place(lines: list[bytes], profile: str) -> tuple[int, int]:
    """The line of the profile's name, and the one behind its last."""
    heads = [(n, found["name"]) for n, line in enumerate(lines) if (found := _SECTION.match(line))]
    starts = [n for n, name in heads if name.decode() == profile]
    if len(starts) != 1:
        raise NotAFile(f"profile {profile} is not there once")
    return starts[0], next((n for n, _ in heads if n > starts[0]), len(lines))


def _appended(text: bytes, profile: str, wanted: dict[str, str]) -> bytes:
    newline = _newline(text.splitlines(keepends=True))
    ended = text if not text or text.endswith((b"\n", b"\r")) else text + newline
    gap = newline if ended else b""
    lines = [f"[{profile}]", *(f"{name} = {value}" for name, value in wanted.items())]
    return ended + gap + b"".join(line.encode() + newline for line in lines)


def _newline(lines: list[bytes]) -> bytes:
    return b"\r\n" if lines and lines[0].endswith(b"\r\n") else b"\n"


def _check(
    before: RawConfigParser, after: RawConfigParser, profile: str, wanted: dict[str, str]
) -> None:
    """Whether AWS tools will read what is wanted, and of all else what they read before."""
    old = {name: dict(before[name]) for name in before.sections()}
    new = {name: dict(after[name]) for name in after.sections()}
    kept = {n: v for n, v in old.get(profile, {}).items() if n not in TOKENS}
    if new != old | {profile: kept | wanted}:
        raise NotAFile(f"profile {profile} cannot be changed without changing something else")
