"""Nobody but the gate can change anything: read from the sources of the whole package."""

import ast
from collections.abc import Iterator
from pathlib import Path

import ecstui

ROOT = Path(ecstui.__file__).parent
WRITE_CONNECTION = "ecstui.aws.write_connection"
GATE = "actions/gate.py"
GUARD = "aws/guard.py"


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Of all but the simulated AWS, which imports nothing of the console."""
    for path in sorted(ROOT.rglob("*.py")):
        if path.is_relative_to(ROOT / "sim"):
            continue
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def imported(tree: ast.Module) -> set[str]:
    """Every module that a file may import, by whichever form of import, also in functions."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def mentions(tree: ast.Module, *words: str) -> bool:
    """Whether a name, an attribute or a text of the code is, or contains, one of the words."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name):
                if name in words:
                    return True
            case ast.Constant(value=str(text)) if " " not in text:
                if any(word in text for word in words):
                    return True
    return False


def allows_writes(tree: ast.Module) -> bool:
    """Whether anything is called with `writes` that is not plainly False."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(
        keyword.arg == "writes"
        and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
        for call in calls
        for keyword in call.keywords
    )


def test_only_the_gate_imports_the_write_connection() -> None:
    importers = {name for name, tree in sources() if WRITE_CONNECTION in imported(tree)}
    assert importers == {GATE}


def test_nobody_reaches_the_write_connection_by_its_name_in_a_text() -> None:
    words = ("write_connection", "open_write_connection")
    named = {name for name, tree in sources() if mentions(tree, *words)}
    assert named <= {GATE, "aws/write_connection.py"}


def test_only_the_guards_file_makes_guards_that_let_changes_through() -> None:
    assert {name for name, tree in sources() if allows_writes(tree)} == {GUARD}


def test_only_the_write_connection_asks_for_such_a_guard() -> None:
    makers = {name for name, tree in sources() if mentions(tree, "write_guard")}
    assert makers == {GUARD, "aws/write_connection.py"}
    credentials = {name for name, tree in sources() if mentions(tree, "credential_guard")}
    assert credentials == {GUARD, "aws/credentials.py"}


def test_only_connections_make_clients() -> None:
    makers = {name for name, tree in sources() if mentions(tree, "open_clients", "Clients")}
    assert makers == {
        "aws/clients.py", "aws/connection.py", "aws/exchange.py", "aws/write_connection.py",
    }  # fmt: skip


def test_the_scan_sees_what_it_is_to_see() -> None:
    sneaky = ast.parse(
        "def f():\n"
        "    from ecstui.aws import write_connection\n"
        "    Guard(x, writes=not False)\n"
        "    importlib.import_module('ecstui.aws.write_connection')\n"
    )
    assert WRITE_CONNECTION in imported(sneaky)
    assert allows_writes(sneaky)
    assert mentions(sneaky, "write_connection")
