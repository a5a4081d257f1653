"""Flags outrank the environment, which outranks the file, which outranks the defaults."""

from collections.abc import Callable, Iterator, Mapping

from ecstui.config.consistency import intervals_out_of_order, unknown_context
from ecstui.config.environment import (
    ENDPOINT_VARIABLES,
    PROFILE_VARIABLES,
    REGION_VARIABLES,
    Said,
    aws_variable,
    read_environment,
    variables,
)
from ecstui.config.file import find_config
from ecstui.config.flags import Flags, option
from ecstui.config.merging import Given, Layer, config_of, given_values, merged
from ecstui.config.places import Choice, place
from ecstui.config.problem import ConfigError, Problem
from ecstui.config.schema import Config
from ecstui.config.settings import DEFAULT, Settings

AWS_VARIABLES = {
    "profile": PROFILE_VARIABLES,
    "region": REGION_VARIABLES,
    "endpoint_url": ENDPOINT_VARIABLES,
}


def settings(flags: Flags, environment: Mapping[str, str]) -> Settings:
    """Everything that is set.

    :param environment: `os.environ`.
    :raises ConfigError: with all that is wrong in all layers.
    """
    file = find_config(flags.config, environment)
    problems = list(flags.problems())
    in_file = _reading(file.read, problems)
    in_environment = _reading(lambda: read_environment(environment), problems)
    _refuse(problems)

    name = file.path.name
    values = merged(
        [_defaults(), _file(in_file, name), _environment(in_environment), _flags(flags)]
    )
    config = config_of(values, in_file)
    origins = {".".join(path): given.origin for path, given in values.items()}
    _refuse(_disagreements(config, origins))

    aws = _aws(environment)
    everywhere = origins["read_only"] if config.read_only else None
    start = place(_choice(config, origins, name), flags, aws, everywhere)
    return Settings(file, config, origins, aws, start)


def _reading(read: Callable[[], Config], problems: list[Problem]) -> Config:
    """What `read` gives, or nothing but one more problem."""
    try:
        return read()
    except ConfigError as error:
        problems += error.problems
        return Config()


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ConfigError(problems)


def _defaults() -> Layer:
    return {path: Given(v, DEFAULT) for path, v in given_values(Config(), all_of=True)}


def _file(config: Config, name: str) -> Layer:
    return {path: Given(v, file_origin(name, *path)) for path, v in given_values(config)}


def _environment(config: Config) -> Layer:
    named = variables()
    return {path: Given(v, named[".".join(path)]) for path, v in given_values(config)}


def _flags(flags: Flags) -> Layer:
    """The flags for what is no matter of one place."""
    given = {
        ("context",): flags.context,
        ("theme",): flags.theme,
        ("read_only",): flags.read_only or None,
        ("changes", "dry_run"): flags.dry_run or None,
        ("changes", "journal"): flags.journal,
    }
    return {k: Given(v, f"{option(k[-1])} flag") for k, v in given.items() if v is not None}


def file_origin(name: str, *path: str) -> str:
    """Where a key stands in a file: `config.toml [refresh] focused`."""
    *tables, key = path
    return f"{name} [{'.'.join(tables)}] {key}" if tables else f"{name} {key}"


def _disagreements(config: Config, origins: Mapping[str, str]) -> list[Problem]:
    """What fits within each layer, but not together."""

    def found() -> Iterator[Problem]:
        yield from unknown_context(config.context, config.contexts, origins["context"])
        yield from intervals_out_of_order(config.refresh.model_dump(), "all layers together")

    return list(found())


def _aws(environment: Mapping[str, str]) -> dict[str, Said]:
    said = {field: aws_variable(names, environment) for field, names in AWS_VARIABLES.items()}
    return {field: each for field, each in said.items() if each is not None}


def _choice(config: Config, origins: Mapping[str, str], file: str) -> Choice | None:
    if config.context is None:
        return None
    named = origins["context"] != file_origin(file, "context")
    return Choice(config.context, config.contexts[config.context], named, file)
