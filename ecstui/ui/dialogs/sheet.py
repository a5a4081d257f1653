"""The frame of every dialog about a change."""

from typing import TypeVar

from ecstui.ui.modal import Modal

T = TypeVar("T")


class Dialog(Modal[T]):
    """A frame over the screen. Keys that come before it is there do nothing."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        .frame {
            width: 116; max-width: 100%; height: auto; max-height: 100%;
            border: round $accent; padding: 0 1; background: $surface;
            border-title-style: bold;
        }
        .frame.-production { border: heavy $error; border-title-color: $text-error; }
        .said { height: auto; max-height: 6; display: none; }
        .said.-open { display: block; }
        .said.-bad { color: $text-error; text-style: bold; }
        .keys { height: 1; color: $text-muted; }
        .label { height: auto; color: $text-accent; text-style: bold; }
        Input, Input:focus { border: none; height: 1; padding: 0 1; background: $panel; }
    }
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something yet."""
        return self.is_mounted and super().check_action(action, parameters)
