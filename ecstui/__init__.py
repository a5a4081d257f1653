"""ecstui, the incident console for Amazon ECS."""

from importlib.metadata import version

__version__ = version("ecstui")
