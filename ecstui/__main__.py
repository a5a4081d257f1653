"""`python -m ecstui`."""

from ecstui.cli import main

main()
