"""An account in numbers, and what its passwords must be like.

Shapes and meanings: AWS IAM API Reference (API version 2010-05-08), GetAccountSummary and
GetAccountPasswordPolicy.
"""

from collections.abc import Mapping

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL

Summary = Mapping[str, int]
"""Counts and quotas by IAM's names for them, e.g. Users and UsersQuota."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class PasswordPolicy:
    """What passwords of users must be like."""

    minimum_password_length: int | None = None
    require_symbols: bool = False
    require_numbers: bool = False
    require_uppercase_characters: bool = False
    require_lowercase_characters: bool = False
    max_password_age: int | None = None
    """Days; None if they do not expire."""
    password_reuse_prevention: int | None = None
    """How many earlier ones cannot be used again."""
