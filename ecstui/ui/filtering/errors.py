"""What a filter says of what it does not understand."""


class FilterError(Exception):
    """Part of a filter cannot be understood; the text is a sentence for the person who types."""
