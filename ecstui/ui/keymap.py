"""The keys of the console, by name. Help and the footer are made from them.

No lower-case letter, no ctrl chord and no Enter ever changes anything in AWS.
"""

from textual.binding import Binding, BindingType

APP: list[BindingType] = [
    Binding("ctrl+c", "quit", "Quit", id="app.quit", tooltip="Leave ecstui", priority=True),
    Binding("question_mark", "help", "Help", id="app.help", tooltip="Show every key"),
]

SORT_KEYS = 9
"""F1 to F9 sort by the first to the ninth column."""

BROWSER: list[BindingType] = [
    # With priority, so that what is typed right behind them already goes into the prompt.
    Binding(
        "slash",
        "filter",
        "Filter",
        id="browser.filter",
        tooltip="Show only rows with a text",
        priority=True,
    ),
    Binding(
        "colon",
        "command",
        "Command",
        id="browser.command",
        tooltip="Go to a view, or :q",
        priority=True,
    ),
    Binding("escape", "back", "Back", id="browser.back", tooltip="Drop the filter, else go back"),
    Binding(
        "O", "sort_next", "Sort", id="browser.sort", tooltip="Sort by the next column; F1-F9 choose"
    ),
    Binding(
        "ctrl+r", "refresh", "Refresh", id="browser.refresh", tooltip="Ask AWS now", show=False
    ),
    *(
        Binding(f"f{n}", f"sort({n - 1})", id=f"browser.sort-{n}", show=False, system=True)
        for n in range(1, SORT_KEYS + 1)
    ),
]
