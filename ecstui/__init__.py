"""ecstui, the incident console for Amazon ECS."""
