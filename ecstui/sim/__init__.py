"""A simulated AWS for demos, tests and drills. It imports nothing else of ecstui."""
