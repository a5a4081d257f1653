"""What a person reads off the console's screen."""

import re


def path(screen: str) -> str:
    """The breadcrumbs."""
    return re.split(r"\s{3,}", screen.splitlines()[1].strip())[0]


def body(screen: str) -> list[str]:
    """The lines of the table and of the inspector, without frame."""
    lines = screen.splitlines()
    top = next((at for at, line in enumerate(lines) if re.search("[↑↓]", line)), 2)
    return [line for line in lines[top + 1 : -3] if line.strip()]


def column(screen: str, number: int) -> list[str]:
    """The words of a column of the table, from the top, of rows that are drawn as far as that."""
    rows = [line.split() for line in body(screen)]
    return [words[number] for words in rows if len(words) > number]


def evidence(screen: str) -> str:
    """The line below the table, about the selected row; its end if it takes several."""
    return screen.splitlines()[-2].strip()


def counts(screen: str) -> dict[str, str]:
    """Service to its counts and how far its rollout is, of those that are deploying."""
    return dict(re.findall(r"DEPLOYING +(\S+)(.* IN_PROG \d+/\d+)", screen))


def dialog(screen: str) -> str:
    """What the dialog over the screen says, wherever its lines are broken; empty without one."""
    inside = re.findall(r"[┃│](.*)[┃│]|[┏╭]━?(.*)[┓╮]", screen)
    return " ".join(" ".join(part for pair in inside for part in pair).split())


def notices(screen: str) -> str:
    """The notices in the corner, the last one last, wherever their lines are broken."""
    return " ".join(" ".join(re.findall(r"▌(.*)", screen)).split())
