"""What the simulated ECS remembers: plain mutable records, no behaviour."""
