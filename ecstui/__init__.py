"""ecstui, the incident console for Amazon ECS."""


def __getattr__(name: str) -> str:
    """`__version__`, looked up when it is asked for: that takes 50 ms."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import version

    return version("ecstui")
