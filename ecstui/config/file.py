"""config.toml: where it is, and what is in it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from pydantic import ValidationError

from ecstui.config.consistency import inconsistencies
from ecstui.config.problem import ConfigError, Problem
from ecstui.config.refusal import problems_of
from ecstui.config.schema import Config

NAME = "config.toml"
VARIABLE = "ECSTUI_CONFIG"


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """Which file it is, and who said so."""

    path: Path
    origin: str
    """`--config flag`, `ECSTUI_CONFIG`, or `default`: then it need not be there."""

    def read(self) -> Config:
        """What the file says.

        :raises ConfigError: something in it is wrong, or it cannot be read.
        """
        data = _parsed(self)
        if data is None:
            return Config()
        problems: list[Problem] = []
        try:
            config = Config.model_validate(data)
        except ValidationError as error:
            problems += problems_of(error, Config, lambda key: (str(self.path), key))
        problems += inconsistencies(data, str(self.path))
        if problems:
            raise ConfigError(problems)
        return config


def find_config(flag: Path | None, environment: Mapping[str, str]) -> ConfigFile:
    """The file that a flag or the environment names, or else the user's own."""
    if flag is not None:
        return ConfigFile(flag, "--config flag")
    if environment.get(VARIABLE):
        return ConfigFile(Path(environment[VARIABLE]).expanduser(), VARIABLE)
    return ConfigFile(user_config_path("ecstui", appauthor=False) / NAME, "default")


def _parsed(file: ConfigFile) -> dict[str, Any] | None:
    where, text = str(file.path), ""
    try:
        text = file.path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        last = f"at line {len(text.splitlines())}, the last"
        what = str(error).replace("at end of document", last)
        raise ConfigError([Problem(where, "", f"no valid TOML: {what}")]) from None
    except UnicodeDecodeError:
        raise ConfigError([Problem(where, "", "not a text in UTF-8")]) from None
    except OSError as error:
        if isinstance(error, FileNotFoundError | NotADirectoryError) and file.origin == "default":
            return None
        why = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigError([Problem(where, "", f"{why} (named by {file.origin})")]) from None
