"""What looks like a secret: names, and parts of texts.

Masking too much costs a look elsewhere, masking too little costs a rotation: in doubt it is masked.
"""

import re

MASK = "••••"
"""Stands for what is not shown, whatever its length."""

_SECRET = r"(?:token|passw|passphrase|pwd|secret|key|credential|auth|dsn|cookie|signature)"
_NAME = re.compile(_SECRET, re.IGNORECASE)

_SECRET_NAME = rf"[\w.-]*{_SECRET}[\w.-]{{0,80}}+"
"""Bounded, so that a long text takes no long time."""

_OPTION = rf"--?{_SECRET_NAME}"
_LONE_OPTION = re.compile(_OPTION, re.IGNORECASE)
_ASSIGNMENT = re.compile(rf"({_SECRET_NAME}=).*", re.IGNORECASE | re.DOTALL)
_USER_OPTIONS = frozenset({"-u", "--user", "--proxy-user", "-U"})

SHELLS = frozenset({"-c", "CMD-SHELL"})
"""What follows these is a text of many words, and not one argument."""

_VALUE = r"""(?:"[^"]*"?|'[^']*'?|[^\s"'&;,]+)"""

_ANYWHERE: tuple[tuple[str, str], ...] = (
    (r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END[A-Z ]*-----|\Z)", MASK),
    (r"://[^\s/@:]*+:\S{0,400}@|://[^\s/@:]++@", f"://{MASK}@"),
    (r"(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}", MASK),
    (r"eyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]+)*", MASK),
    (r"""(?i)(authorization["']?\s*[:=]\s*)[^"'\n]+""", rf"\1{MASK}"),
    (r"(?i)\b(bearer)\s+[\w.~+/=-]{8,}", rf"\1 {MASK}"),
    (r"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|sk[-_])[\w-]{10,}", MASK),
    (rf"(?i)((?<![\w.-]){_SECRET_NAME}\s*=\s*){_VALUE}", rf"\1{MASK}"),
    (rf"""(?i)(["']{_SECRET_NAME}\\?["']\s*:\s*\\?){_VALUE}""", rf"\1{MASK}"),
)
"""Private keys, URLs with a user, AWS access key ids, JSON web tokens, HTTP credentials, tokens of
well-known services, and `PASSWORD=x` and `"password": "x"`."""

_TRIGGERS = (
    "token", "passw", "passphrase", "pwd", "secret", "key", "credential", "auth", "dsn", "cookie",
    "signature", "://", "akia", "asia", "abia", "acca", "eyj", "bearer", "ghp_", "gho_", "ghu_",
    "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "sk-", "sk_",
)  # fmt: skip
"""None of these rules fits a text without one of them: most texts have none, and need not be gone
through nine times.
"""

_IN_COMMANDS: tuple[tuple[str, str], ...] = (
    (rf"(?i)((?<![\w.-]){_OPTION}\s+)(?!-){_VALUE}", rf"\1{MASK}"),
    (rf"(?i)((?<![\w.-]){_SECRET_NAME}\s*:\s*){_VALUE}", rf"\1{MASK}"),
    (r"((?<!\S)(?:-u|-U|--user|--proxy-user)[ =]?)\S+?:\S*", rf"\1{MASK}"),
    (r"(\b(?:mysql|mariadb)[\w-]*\s(?:[^\n|;&]{0,400}\s)?-p)\S+", rf"\1{MASK}"),
    (r"(?<![\w/+=-])(?=[\w/+-]*[A-Z])(?=[\w/+-]*[a-z])(?=[\w/+-]*\d)[\w/+]{40}(?![\w/+=-])", MASK),
    (r"(\bredis-cli\s(?:[^\n|;&]{0,400}\s)?-a\s+)\S+", rf"\1{MASK}"),
)
"""`--password x`, `password: x`, `curl -u user:x`, and AWS secret keys, and what is customary in
health checks of databases. Elsewhere these are words of a sentence."""


def _compiled(rules: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), instead) for pattern, instead in rules]


_RULES, _COMMAND_RULES = _compiled(_ANYWHERE), _compiled(_IN_COMMANDS)


def is_secret_name(name: str) -> bool:
    """Whether what goes by this name is likely to be a secret: `DB_PASSWORD`, `splunk-token`."""
    return _NAME.search(name) is not None


def masked(text: str) -> str:
    """The text with every part masked that looks like a secret."""
    folded = text.casefold()
    if not any(trigger in folded for trigger in _TRIGGERS):
        return text
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def masked_arguments(arguments: list[str]) -> list[str]:
    """A command's arguments, with the same, and with the values of options such as `--password`."""
    before = ["", *arguments]
    return [_argument(argument, before[at]) for at, argument in enumerate(arguments)]


def masked_command(command: str) -> str:
    """A command that is one text of many words, such as a shell is given."""
    return _by_command_rules(masked(command))


def _argument(argument: str, before: str) -> str:
    if _LONE_OPTION.fullmatch(before) and not argument.startswith("--"):
        return MASK
    if before in _USER_OPTIONS and ":" in argument:
        return MASK
    if before not in SHELLS and (whole := _ASSIGNMENT.fullmatch(argument)):
        return whole[1] + MASK
    argument = masked(argument)
    return argument if argument.startswith("arn:aws") else _by_command_rules(argument)


def _by_command_rules(text: str) -> str:
    for pattern, instead in _COMMAND_RULES:
        text = pattern.sub(instead, text)
    return text
