"""What looks like a secret in a text, and in the name of a member."""

import re

WITHHELD = "…"
"""Stands for what is not written down, whatever its length."""

_SECRET = r"(?:token|passw|passphrase|pwd|secret|key|credential|auth|dsn|cookie|signature)"
_SECRET_NAME = rf"[\w.-]{{0,80}}{_SECRET}[\w.-]{{0,80}}"
_ENVIRONMENT = re.compile(r"environment|(?<![a-z])env(?![a-z])", re.IGNORECASE)
_NAME = re.compile(_SECRET, re.IGNORECASE)
_VALUE = r"""(?:"[^"]*"?|'[^']*'?|[^\s"'&;,]+)"""

NO_SECRETS = frozenset(
    {
        "fargateEphemeralStorageKmsKeyId",
        "kmsKey",
        "kmsKeyId",
        "key",
        "s3KeyPrefix",
        "tagKeys",
    }
)
"""Members of the AWS APIs that sound like secrets and are none."""

_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:[\w./:+@*-]+")
_ACCESS_KEY_ID = re.compile(r"A[A-Z]{3}[A-Z0-9]{12,124}")

_ANYWHERE = (
    (r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END[A-Z ]*-----|\Z)", ""),
    (r"(://)[^\s/@]{1,400}(?=@)", r"\1"),
    (r"(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}", ""),
    (r"(?<![\w/+=-])(?=[\w/+-]*[A-Z])(?=[\w/+-]*[a-z])(?=[\w/+-]*\d)[\w/+]{40}(?![\w/+=-])", ""),
    (r"eyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]+)*", ""),
    (r"""(?i)(authorization["']?\s*[:=]\s*)[^"'\n]+""", r"\1"),
    (r"(?i)\b(bearer\s+)[\w.~+/=-]{8,}", r"\1"),
    (r"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|sk[-_])[\w-]{10,}", ""),
    (rf"(?i)((?<![\w.-]){_SECRET_NAME}\s*=\s*){_VALUE}", r"\1"),
    (rf"""(?i)(["']{_SECRET_NAME}\\?["']\s*:\s*\\?){_VALUE}""", r"\1"),
)
"""Private keys, URLs with a user, AWS access key ids and secret keys, JSON web tokens, HTTP
credentials, tokens of well-known services, `PASSWORD=x` and `"password": "x"`; each with what
stays before what is withheld."""

_IN_COMMANDS = (
    rf"(?i)(?<![\w.-])--?{_SECRET_NAME}",
    rf"(?i)(?<![\w.-]){_SECRET_NAME}\s*[:=]",
    r"(?<!\S)(?:-u|-U|--user|--proxy-user)[ =]?\S+?:\S",
    r"\A(?=.*\b(?:mysql|mariadb|redis-cli))(?=.*\s-[pa])",
)
"""In a command the name of a secret is enough, and what is customary with databases."""

_RULES = [(re.compile(pattern), kept + WITHHELD) for pattern, kept in _ANYWHERE]
_COMMAND_RULES = [re.compile(pattern, re.DOTALL) for pattern in _IN_COMMANDS]


def is_secret_name(name: str) -> bool:
    """Whether what goes by this name is not to be written down: `DB_PASSWORD`, `environment`."""
    if _ENVIRONMENT.search(name):
        return True
    return name not in NO_SECRETS and _NAME.search(name) is not None


def is_identifier(name: str, value: str) -> bool:
    """Whether the value of a member only says which key is meant: an ARN, an access key's id.

    Without the latter nobody knows after a crash which access key was changed.
    """
    if _ENVIRONMENT.search(name):
        return False
    if _ARN.fullmatch(value):
        return True
    return name.lower() == "accesskeyid" and _ACCESS_KEY_ID.fullmatch(value) is not None


def without_secrets(text: str) -> str:
    """The text with every part withheld that looks like a secret."""
    if _ARN.fullmatch(text):
        return text
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def is_harmless_command(words: list[str]) -> bool:
    """Whether nothing in a command looks like a secret; in doubt something does."""
    text = " ".join(words)
    if any(rule.search(text) for rule in _COMMAND_RULES):
        return False
    return all(without_secrets(word) == word for word in (*words, text))
