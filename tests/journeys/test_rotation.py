"""An access key is rotated with real keys, in one go and after an interruption; its secret is
nowhere but where it belongs.
"""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.journeys.aws import SimulatedAws
from tests.journeys.desk import Desk, Operator, operator_at
from tests.journeys.terminal import Terminal

USER = "ci-deployer"
SHOWN_TO = "alice"
PHRASE = f"acme-prod/{USER}"


@pytest.fixture
def operator(ecstui: str, aws: SimulatedAws, tmp_path: Path) -> Operator:
    """Somebody with a home of their own, for each test."""
    return operator_at(ecstui, aws, tmp_path)


def keys(aws: SimulatedAws, user: str = USER) -> dict[str, str]:
    """The status of each key."""
    found = aws.call("ListAccessKeys", of="iam", UserName=user)["AccessKeyMetadata"]
    return {key["AccessKeyId"]: key["Status"] for key in found}


def credentials(operator: Operator) -> str:
    return Path(operator.env["HOME"], ".aws", "credentials").read_text()


def stored_secret(operator: Operator) -> str:
    found = re.search(r"aws_secret_access_key = (\S{40})\n", credentials(operator))
    assert found is not None
    return found[1]


def assert_nowhere_else(secret: str, operator: Operator, *seen: bytes) -> None:
    """In no file but the credentials file, and on no terminal."""
    for path in Path(operator.env["HOME"]).rglob("*"):
        if path.is_file() and path.name != "credentials":
            assert secret.encode() not in path.read_bytes(), path
    assert all(secret.encode() not in each for each in seen)


def ask_for_new_key(desk: Desk, user: str, sink: str, where: str) -> None:
    """From the dialog to the preview of a new key."""
    desk.terminal.type(f":rotate-key {user}")
    desk.says(f"Rotate the access key of {user}", "make a new key and store it")
    desk.press("C")
    desk.says("Where the new key goes")
    desk.press(*"\x7f" * len("profile"), *sink, "tab", *where, "enter")


def test_from_end_to_end(operator: Operator) -> None:
    (old,) = keys(operator.aws)
    with operator.console() as desk:
        ask_for_new_key(desk, USER, "profile", "ci")
        desk.preview(f"New access key for {USER}", "ci holds no key: the new one is added")
        desk.confirm(USER)
        desk.says("Stored (profile ci of", "and the new key works.", old)
        new = next(key for key in keys(operator.aws) if key != old)
        assert f"aws_access_key_id = {new}" in credentials(operator)

        desk.press("D")
        desk.preview("Deactivate access key", f"{new} stays active")
        desk.confirm(USER)
        desk.says("The old key is inactive and soaks until")
        assert keys(operator.aws) == {old: "Inactive", new: "Active"}

        desk.press("X")
        desk.preview("Delete access key", "7 days were wanted", "Why? It is recorded:")
        desk.press(*"a journey", "tab")
        desk.terminal.type(PHRASE)
        desk.says("is done: the old key is gone.")
        assert keys(operator.aws) == {new: "Active"}
        seen = desk.terminal.raw
        process = Path(f"/proc/{desk.terminal.process.pid}/cmdline").read_bytes()
    secret = stored_secret(operator)
    assert_nowhere_else(secret, operator, seen, process)
    asked = [record["call"]["operation"] for record in operator.records("intent")]
    assert asked == ["CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey"]


def test_interrupted_and_taken_up_again(operator: Operator) -> None:
    (old,) = keys(operator.aws)
    with operator.console() as desk:
        ask_for_new_key(desk, USER, "profile", "ci")
        desk.preview(f"New access key for {USER}")
        # The answer comes so late that the console is gone by then; AWS has made the key.
        desk.aws.fault("iam:CreateAccessKey", "slow", seconds=20, count=1)
        desk.press(*USER, "enter")
        desk.terminal.wait(lambda _: len(keys(desk.aws)) == 2, "AWS to have made it")
        os.kill(desk.terminal.process.pid, signal.SIGKILL)

    lost = next(key for key in keys(operator.aws) if key != old)
    with operator.console() as desk:
        desk.told("New access key ci-deployer", "its secret is lost")
        desk.terminal.type(f":rotate-key {USER}")
        desk.says("nowhere else: delete the new key, and begin anew.", f"delete {lost} for good")
        desk.press("X")
        desk.preview("Delete access key", "nobody is known to have its secret")
        desk.press(*"it has no secret", "tab")
        desk.terminal.type(PHRASE)
        desk.says("is deleted", "One key: a new one can be made.", "make a new key and store it")
        assert keys(operator.aws) == {old: "Active"}

    status = [operator.ecstui, "rotate-key", "--user", USER, "--status", "--endpoint-url",
              operator.aws.url]  # fmt: skip
    told = subprocess.run(status, env=operator.env, capture_output=True, text=True, check=True)
    assert "▶ 1 make a new key and store it" in told.stdout
    told = subprocess.run(
        status[:-3] + status[-2:], env=operator.env, capture_output=True, text=True, check=False
    )
    assert (told.returncode, "A step needs a terminal" in told.stderr) == (2, True)
    assert keys(operator.aws) == {old: "Active"}


def test_shown_once(operator: Operator) -> None:
    with operator.console() as desk:
        ask_for_new_key(desk, SHOWN_TO, "shown", "")
        desk.preview(f"New access key for {SHOWN_TO}", "you keep it yourself")
        desk.confirm(SHOWN_TO)
        masked = desk.terminal.see("SecretAccessKey  ••••", "type  kept  and Enter")
        assert re.search(r"SecretAccessKey  •{40}", masked)
        desk.press("r")
        shown = desk.terminal.wait(lambda text: "••••" not in text, "the secret")
        secret = re.search(r"SecretAccessKey  (\S{40})", shown)
        assert secret is not None
        desk.press("r")
        desk.terminal.see("••••")
        desk.terminal.type("kept")
        desk.says("Stored (shown once), and the new key works.")
        assert secret[1] not in desk.terminal.text
        desk.press("escape")
        seen = desk.terminal.raw
    assert_nowhere_else(secret[1], operator)
    assert secret[1].encode() in seen
    outside = re.sub(rb"\x1b\[\?1049h.*?(\x1b\[\?1049l|\Z)", b"", seen, flags=re.DOTALL)
    assert secret[1].encode() not in outside, "it is on the alternate screen alone"


def test_on_the_command_line(operator: Operator) -> None:
    (old,) = keys(operator.aws, "bob")
    command = [operator.ecstui, "rotate-key", "--user", "bob", "--endpoint-url", operator.aws.url]
    with Terminal(command, columns=140, lines=60, env=operator.env) as terminal:
        terminal.see("One key: a new one can be made.", "C, or q to leave")
        terminal.type("C")
        terminal.see("Where the new key goes")
        terminal.type("")
        terminal.see("Profile or secret:")
        terminal.type("bob")
        terminal.see("Days of soak")
        terminal.type("0")
        terminal.see("L2: type  bob  to carry it out")
        terminal.type("bob")
        terminal.see("reached:", "D, or q to leave")
        terminal.type("D")
        terminal.wait(
            lambda text: "Inactive" in text and text.rstrip().endswith("or nothing:"), "a preview"
        )
        terminal.type("something else")
        terminal.see("Nothing was changed.")
        terminal.wait(lambda text: text.rstrip().endswith("or q to leave [q]:"), "the question")
        terminal.type("q")
        assert terminal.leave() == 0
        assert keys(operator.aws, "bob")[old] == "Active"
        assert_nowhere_else(stored_secret(operator), operator, terminal.raw)
