"""Widgets that know no AWS."""
