"""What the API answers, made fit to be seen: without environment values and secrets.

Values of environment variables are masked until they are asked for. Secrets never show, asked for
or not: what has the name of a secret (`DB_PASSWORD`, `splunk-token`), and what looks like one
wherever it stands. References stay, as they tell where a secret is kept and not what it is:
`valueFrom`, and ARNs.
"""

import re
from typing import Any

from ecstui.analysis.secret_texts import (
    MASK,
    is_secret_name,
    masked,
    masked_arguments,
    masked_command,
)

REFERENCES = frozenset(
    {
        "credentialSpecs",
        "credentialsParameter",
        "fargateEphemeralStorageKmsKeyId",
        "kmsKey",
        "kmsKeyId",
        "s3KeyPrefix",
        "valueFrom",
    }
)
"""Members of the ECS API that sound like secrets and are none."""

_KEY_ID = re.compile(r"AKIA[A-Z0-9]{12,124}")
"""The id of a user's access key: which key is changed has to be seen."""

COMMANDS = frozenset({"command", "entryPoint"})


def mask(value: Any, *, reveal_env: bool = False) -> Any:
    """A copy of a JSON value of the ECS API, with what must not be seen masked.

    :param reveal_env: show the environment values that neither are nor contain a secret.
    """
    return _Masking(reveal_env).value(value)


def masked_pair(name: str, value: str) -> str:
    """The value of a tag, a setting or an attribute as it may be seen.

    The same as in `{"name": name, "value": value}`.
    """
    return str(mask({"name": name, "value": value})["value"])


class _Masking:
    """One walk through a value; `member` is the name under which a part of it was found."""

    def __init__(self, reveal_env: bool) -> None:
        self._reveal_env = reveal_env

    def value(self, value: Any, member: str = "") -> Any:
        if isinstance(value, dict):
            return self._object(value, member)
        if isinstance(value, list | tuple):
            return self._array(list(value), member)
        if value is None or isinstance(value, bool):
            return value
        return self._scalar(value, member)

    def _object(self, value: dict[str, Any], member: str) -> dict[str, Any]:
        if member == "environment" and not self._reveal_env:
            return _without_values(value)
        label = _label(value)
        shown = {k: v if k == label else self.value(v, k) for k, v in value.items()}
        if label:
            shown["value"] = self._labelled(value["value"], str(value[label]))
        return shown

    def _labelled(self, value: Any, name: str) -> Any:
        """What goes by a name; `environment` is only a word here, as in `environment: prod`."""
        return _text(value, name) if isinstance(value, str) else self.value(value, name)

    def _array(self, value: list[Any], member: str) -> list[Any]:
        if member in COMMANDS and all(isinstance(item, str) for item in value):
            return masked_arguments(value)
        return [self.value(item, member) for item in value]

    def _scalar(self, value: Any, member: str) -> Any:
        if member == "environment" and not self._reveal_env:
            return MASK
        if member in COMMANDS and isinstance(value, str):
            return masked_command(value)
        return _text(value, member)


def _text(value: Any, name: str) -> Any:
    if name in REFERENCES or _is_arn(value) or _is_key_id(value, name):
        return value
    if is_secret_name(name) or name.lower() == "header":
        return MASK
    return masked(value) if isinstance(value, str) else value


def _label(value: dict[str, Any]) -> str:
    """Which member of a variable, a tag or a setting says what its `value` is."""
    return next((k for k in ("name", "key") if k in value and "value" in value), "")


def _without_values(variable: dict[str, Any]) -> dict[str, Any]:
    """An environment variable, or an environment that is a map, without its values."""
    pair = variable.keys() <= {"name", "value"}
    return {k: v if pair and k == "name" else MASK for k, v in variable.items()}


def _is_arn(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("arn:aws")


def _is_key_id(value: Any, name: str) -> bool:
    """Whether IAM's AccessKeyId only says which key is meant."""
    return name == "AccessKeyId" and isinstance(value, str) and bool(_KEY_ID.fullmatch(value))
