"""The simulated AWS as the tests of the simulator have it."""

from tests.sim.conftest import _no_user_files, ask, boto, server

__all__ = ["_no_user_files", "ask", "boto", "server"]
