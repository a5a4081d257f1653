"""The commands next to the console, as a person runs them."""

import subprocess
from pathlib import Path


def said(command: list[str], env: dict[str, str]) -> str:
    """What a command prints; it must succeed, and complain of nothing."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_doctor_examines_the_simulated_aws(ecstui: str, home: dict[str, str]) -> None:
    text = said([ecstui, "doctor", "--demo"], home)
    for part in ("memory.sqlite", "123456789012", "assumed-role/ops/alice"):
        assert part in text
    for api in ("sts:GetCallerIdentity", "ecs:ListClusters"):
        (line,) = [line for line in text.splitlines() if api in line]
        assert line.split()[0] == "ok"
        assert "answers" in line


def test_each_value_in_force_is_explained(ecstui: str, surroundings: dict[str, str]) -> None:
    path = Path(surroundings["HOME"], "own.toml")
    path.write_text("[refresh]\nfocused = 7\n")
    env = {**surroundings, "ECSTUI_CONFIG": str(path), "NO_COLOR": "1"}
    text = said([ecstui, "config", "explain", "--theme", "light"], env)
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in text.splitlines()}
    assert rows["file"].split() == [str(path), "ECSTUI_CONFIG"]
    assert rows["refresh.focused"].split()[:2] == ["7", "own.toml"]
    assert rows["theme"].split() == ["light", "--theme", "flag"]
    assert rows["refresh.visible"].split() == ["15", "default"]
