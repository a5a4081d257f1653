"""The changes that the console can make: each plans, the gate alone carries out."""
