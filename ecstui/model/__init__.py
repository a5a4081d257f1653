"""What the world is made of: frozen data, no I/O."""
