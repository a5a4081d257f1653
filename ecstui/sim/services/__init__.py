"""The simulated services. A new one is one module with its SERVICE, and one line here."""

from ecstui.sim.call import SimulatedService
from ecstui.sim.services import sts

SERVICES: dict[str, SimulatedService] = {service.name: service for service in (sts.SERVICE,)}
"""Every simulated service by botocore's name for it."""
