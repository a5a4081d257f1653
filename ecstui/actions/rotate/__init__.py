"""The rotation of an IAM user's access key: a procedure of days, each step a change of its own.

A new key is made and stored, seen to work; the old key is watched, made inactive, and deleted after
a while. What has to be remembered between the steps is on a shelf, never with the secret; where
nothing is remembered, the user's keys tell where it stands (`ecstui.analysis.rotation`).
"""
