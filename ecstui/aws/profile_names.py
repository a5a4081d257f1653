"""Which profiles there are, without importing botocore."""

import os
import shlex
from configparser import Error, RawConfigParser
from pathlib import Path

PREFIX = "profile"


def profile_names() -> tuple[str, ...]:
    """The profiles of the user's AWS configuration, `default` first if there is one.

    For a choice only: a file that cannot be read offers nothing here, and connecting says why.

    Source: AWS CLI User Guide, "Configuration and credential file settings": `[profile NAME]` in
    the config file, `[NAME]` in the credentials file.
    """
    config = _sections("AWS_CONFIG_FILE", "~/.aws/config")
    named = {name for section in config if (name := _name(section))}
    named |= set(_sections("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"))
    return tuple(sorted(named, key=lambda name: (name != "default", name)))


def _sections(variable: str, usual: str) -> list[str]:
    path = Path(os.path.expandvars(os.environ.get(variable) or usual)).expanduser()
    parser = RawConfigParser(default_section="")
    try:
        parser.read_string(path.read_text())
    except (OSError, UnicodeDecodeError, Error):
        return []
    return parser.sections()


def _name(section: str) -> str | None:
    """The profile that a section of the config file is about; others are `sso-session`, …"""
    if section == "default":
        return section
    try:
        words = shlex.split(section)
    except ValueError:
        return None
    return words[1] if len(words) == 2 and words[0] == PREFIX else None
