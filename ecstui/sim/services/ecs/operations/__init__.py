"""The operations of the simulated ECS, by resource. Each is a `Handler` of `ecstui.sim.call`."""
