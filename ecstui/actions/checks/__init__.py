"""What is checked before a change, by several actions: one check a file.

A check that cannot be made is UNKNOWN, and never fails the plan.
"""
