"""What we know, and how old it is."""
