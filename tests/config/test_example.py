"""config.example.toml against the models: every key, every default, every explanation."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from ecstui.config import Config, schema
from ecstui.config.schema import Table
from ecstui.config.wanted import table_of, wanted

TEXT = (Path(__file__).parents[2] / "config.example.toml").read_text()
UNCOMMENTED = re.sub(r"^#(?=\S)", "", TEXT, flags=re.MULTILINE)
"""Examples stand right behind their #, explanations after a space."""

TABLES = [
    each for each in vars(schema).values() if inspect.isclass(each) and issubclass(each, Table)
]


def keys_of_model(model: type[BaseModel], within: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner, many = table_of(field)
        if inner is not None:
            yield from keys_of_model(inner, f"{within}{name}.*." if many else f"{within}{name}.")
        else:
            yield f"{within}{name}"


def keys_of_example(data: dict[str, Any], within: str = "") -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, dict) and f"{within}{name}" != "keymap":
            child = f"{within}*." if within == "contexts." else f"{within}{name}."
            yield from keys_of_example(value, child)
        else:
            yield f"{within}{name}"


def test_the_example_with_everything_in_it_is_accepted() -> None:
    config = Config.model_validate(tomllib.loads(UNCOMMENTED))
    assert config.context in config.contexts
    assert config.keymap


def test_it_has_every_key_and_no_other() -> None:
    assert sorted(keys_of_example(tomllib.loads(UNCOMMENTED))) == sorted(keys_of_model(Config))


def test_what_is_not_commented_out_is_the_default() -> None:
    stated = Config.model_validate(tomllib.loads(TEXT))
    assert stated == Config()
    optional = {"context", "contexts"}
    assert set(tomllib.loads(TEXT)) == set(Config.model_fields) - optional
    for name in ("refresh", "budget", "memory", "production"):
        table = getattr(stated, name)
        assert table.model_fields_set == set(type(table).model_fields)


def docstrings(model: type[Table]) -> dict[str, str]:
    """The docstring under each field, by the field's name."""
    (definition,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for field, text in zip(definition.body, definition.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            assert isinstance(field.target, ast.Name)
            assert isinstance(text.value, ast.Constant)
            found[field.target.id] = str(text.value.value)
    return found


@pytest.mark.parametrize("model", [t for t in TABLES if t is not Table], ids=lambda t: t.__name__)
def test_each_key_is_explained_by_its_docstring(model: type[Table]) -> None:
    texts = docstrings(model)
    tables = {name for name, field in model.model_fields.items() if table_of(field)[0]}
    assert set(texts) == set(model.model_fields) - tables
    for name, text in texts.items():
        header = rf"\[{name}\]" if name == "keymap" else rf"#?{name} = .*"
        assert re.search(rf"^# {re.escape(text)}\n{header}$", TEXT, re.MULTILINE), name


@pytest.mark.parametrize("name", ["refresh", "budget", "memory", "production"])
def test_each_table_is_explained_by_the_models_docstring(name: str) -> None:
    model = type(getattr(Config(), name))
    docstring = inspect.getdoc(model)
    assert docstring is not None
    prose = "\n".join(f"# {line}" for line in docstring.splitlines() if line)
    assert f"{prose}\n[{name}]\n" in TEXT


def test_bounds_that_are_told_are_those_in_force() -> None:
    for name, least, most in re.findall(r"^(\w+) = \S+ +# (\S+) to (\S+)$", TEXT, re.MULTILINE):
        (field,) = [t.model_fields[name] for t in TABLES if name in t.model_fields]
        assert wanted(field).endswith(f" from {least} to {most}"), name


def test_every_bounded_key_tells_its_bounds() -> None:
    bounded = {n for t in TABLES for n, f in t.model_fields.items() if " from " in wanted(f)}
    assert set(re.findall(r"^(\w+) = \S+ +# \S+ to \S+$", TEXT, re.MULTILINE)) == bounded
