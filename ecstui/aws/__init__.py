"""Amazon Web Services: the only package that talks to it.

Nothing here imports botocore until a connection is opened, so that the first screen does not wait.
"""
