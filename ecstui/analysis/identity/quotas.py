"""How near an account is to its quotas of IAM, and whether its passwords are as they should be."""

from dataclasses import dataclass

from ecstui.model.account_summary import PasswordPolicy, Summary

COUNTED = (
    ("users", "Users"),
    ("groups", "Groups"),
    ("roles", "Roles"),
    ("policies", "Policies"),
    ("inst. profiles", "InstanceProfiles"),
    ("certificates", "ServerCertificates"),
)
"""What is counted, and IAM's name for it."""
NEAR = 0.8
LENGTH, REUSE = 14, 24
"""What the CIS benchmark asks of passwords (1.8 and 1.9)."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How many there are of something, of how many there may be."""

    what: str
    used: int
    quota: int

    @property
    def is_near(self) -> bool:
        """Whether there is little left."""
        return self.used >= NEAR * self.quota


def usages(summary: Summary) -> list[Usage]:
    """What the summary tells both the count and the quota of."""
    return [
        Usage(what, summary[name], summary[f"{name}Quota"])
        for what, name in COUNTED
        if name in summary and f"{name}Quota" in summary
    ]


def weaknesses(policy: PasswordPolicy | None) -> list[str]:
    """What is wrong with a password policy; None is an account that has none."""
    if policy is None:
        return ["no policy is set: 8 characters will do"]
    found = []
    if (policy.minimum_password_length or 0) < LENGTH:
        found.append(f"{policy.minimum_password_length or '?'} characters will do, not {LENGTH}")
    if (policy.password_reuse_prevention or 0) < REUSE:
        kept = policy.password_reuse_prevention
        old = f"only the last {kept} are" if kept else "no earlier password is"
        found.append(f"{old} ruled out, not {REUSE}")
    return found
