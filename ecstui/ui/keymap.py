"""The keys of the console, by name. Help and the footer are made from them.

No lower-case letter, no ctrl chord and no Enter ever changes anything in AWS. An upper-case letter
asks for the preview of a change, which only typing confirms.
"""

from textual.binding import Binding, BindingType

from ecstui.actions.registry import ACTIONS


def _key(
    keys: str,
    action: str,
    name: str,
    tooltip: str,
    binding_id: str,
    *,
    show: bool = True,
    priority: bool = False,
) -> Binding:
    return Binding(keys, action, name, show, None, priority, tooltip, binding_id)


APP: list[BindingType] = [
    _key("ctrl+c", "quit", "Quit", "Leave ecstui; twice while changes are followed", "app.quit",
         show=False, priority=True),
    _key("ctrl+z", "suspend_process", "To the background", "Stop ecstui until the shell's fg",
         "app.suspend", show=False, priority=True),
    _key("question_mark", "help", "Help", "Show every key", "app.help"),
]  # fmt: skip

SORT_KEYS = 12
"""F1 to F12 sort by the first to the twelfth column."""
TAB_KEYS = 9
"""1 to 9 open the inspector's tabs."""

# With priority, so that what is typed right behind them already goes into the prompt.
PROMPTS: list[BindingType] = [
    _key("slash", "filter", "Filter", "Show only some rows", "browser.filter", priority=True),
    _key("colon", "command", "Command", "Go to a view, or :q", "browser.command", priority=True),
]

INSPECTOR: list[BindingType] = [
    _key("d", "inspect", "Describe", "Open or close the inspector", "browser.describe"),
    _key("tab", "other_pane", "Other pane", "From the table to the inspector, or back",
         "browser.other-pane", show=False, priority=True),
    _key("plus", "zoom", "Zoom", "Give the inspector all the width", "browser.zoom", show=False),
    _key("h", "inspect('deployments')", "Deployments", "The history of deployments",
         "browser.deployments", show=False),
    _key("v", "inspect('events')", "Events", "The events of a service", "browser.events",
         show=False),
    _key("y", "inspect('json')", "JSON", "As the API returns it, masked", "browser.json",
         show=False),
    _key("z", "reveal", "Reveal", "Show or hide values of environment variables",
         "browser.reveal", show=False),
    _key("right_square_bracket", "next_tab(1)", "Next tab", "The inspector's next tab",
         "browser.next-tab", show=False),
    _key("left_square_bracket", "next_tab(-1)", "Previous tab", "The inspector's previous tab",
         "browser.previous-tab", show=False),
    *(
        Binding(f"{n}", f"tab({n})", id=f"browser.tab-{n}", show=False, system=True)
        for n in range(1, TAB_KEYS + 1)
    ),
]  # fmt: skip

CHANGES: list[BindingType] = [
    *(
        _key(action.key, f"act('{action.id}')", action.name, action.does, f"change.{action.id}")
        for action in ACTIONS.values()
        if action.key
    ),
    _key("A", "rotate", "Rotate key", "Where the rotation of a user's access key stands",
         "change.rotate"),
    _key("u", "undo", "Undo", "Preview the way back from the last change", "change.undo",
         show=False),
    _key("e", "unfollow", "End following", "Follow it no more; it stays open in the journal",
         "change.unfollow"),
]  # fmt: skip

RED: list[BindingType] = [
    _key("full_stop", "app.red(1)", "Red", "Go to the next red service, anywhere", "app.next-red"),
    _key(
        "comma", "app.red(-1)", "Previous red", "Go to the previous red service, anywhere",
        "app.previous-red", show=False,
    ),
]  # fmt: skip

BROWSER: list[BindingType] = [
    *PROMPTS,
    *RED,
    _key("escape", "back", "Back", "Close the inspector, drop the filter, go back", "browser.back"),
    *CHANGES,
    *INSPECTOR,
    _key(
        "s",
        "ask('stopped')",
        "Stopped",
        "How tasks of this service or cluster stopped",
        "browser.stopped",
    ),
    _key(
        "n",
        "ask('path')",
        "Path",
        "Whether its packets reach what it needs",
        "browser.path",
    ),
    _key(
        "w",
        "ask('who')",
        "Who",
        "Who changed this: its writes, as CloudTrail has them",
        "browser.who",
    ),
    _key(
        "f",
        "stop_reading",
        "Stop reading",
        "End a long reading with what it has so far",
        "browser.stop-reading",
        show=False,
    ),
    _key(
        "O",
        "sort_next",
        "Sort",
        "Sort by the next column; F1-F12 choose",
        "browser.sort",
        show=False,
    ),
    _key(
        "space",
        "mark",
        "Mark",
        "Mark the row, to change or compare it with others",
        "browser.mark",
        show=False,
    ),
    _key(
        "i",
        "journal",
        "Journal",
        "What this session and those before it did",
        "browser.journal",
        show=False,
    ),
    _key(
        "m",
        "note",
        "Note",
        "Write a note about the row into the journal",
        "browser.note",
        show=False,
    ),
    _key("c", "copy", "Copy", "Copy the row's ARN or name", "browser.copy", show=False),
    _key("ctrl+r", "refresh", "Refresh", "Ask AWS now", "browser.refresh", show=False),
    *(
        Binding(f"f{n}", f"sort({n - 1})", id=f"browser.sort-{n}", show=False, system=True)
        for n in range(1, SORT_KEYS + 1)
    ),
]

ORDER = {b.id: place for place, b in enumerate((*BROWSER, *APP)) if isinstance(b, Binding)}
"""In which order hints and help name them, whatever their keys are."""


def place(binding: Binding) -> int:
    """Where a binding comes among the others; those of widgets come first."""
    return ORDER.get(binding.id, -1)
