"""config.toml, the environment and the flags, made one."""

from ecstui.config.explain import Explained, explain
from ecstui.config.flags import Flags
from ecstui.config.layers import settings
from ecstui.config.places import place_called
from ecstui.config.problem import ConfigError, Problem
from ecstui.config.production import production
from ecstui.config.schema import Config
from ecstui.config.settings import Place, Settings

__all__ = [
    "Config",
    "ConfigError",
    "Explained",
    "Flags",
    "Place",
    "Problem",
    "Settings",
    "explain",
    "place_called",
    "production",
    "settings",
]
