"""How the console is coloured. Colour never carries meaning alone."""

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="dark", dark=True,
    primary="#4f8cc9", secondary="#7aa2c0", accent="#6cb6d9", warning="#e0a94a", error="#ec6a5e",
    success="#7dbb6b", foreground="#d8dee4", background="#11151a", surface="#1a2027",
    panel="#222a33",
)  # fmt: skip

LIGHT = Theme(
    name="light", dark=False,
    primary="#1f5f99", secondary="#44708f", accent="#0f6a8b", warning="#8a5a00", error="#b3261e",
    success="#2c6e2f", foreground="#1b1f24", background="#fafafa", surface="#eef0f2",
    panel="#e1e5ea",
)  # fmt: skip

HIGH_CONTRAST = Theme(
    name="high-contrast", dark=True,
    primary="#00b7ff", secondary="#ffffff", accent="#00e5ff", warning="#ffd500", error="#ff5a5a",
    success="#3dff6e", foreground="#ffffff", background="#000000", surface="#000000",
    panel="#000000",
    variables={
        "foreground-muted": "#ffffff", "text-muted": "#ffffff", "primary-muted": "#003e78",
    },
)  # fmt: skip

THEMES = {theme.name: theme for theme in (DARK, LIGHT, HIGH_CONTRAST)}
"""Every theme by its name."""


def install(app: App[None], name: str) -> None:
    """Offer the themes, and take one of them.

    :raises KeyError: there is no theme of that name.
    """
    for theme in THEMES.values():
        app.register_theme(theme)
    app.theme = THEMES[name].name
