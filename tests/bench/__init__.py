"""Measurements, never tests: `make bench`. Counts and ratios tell more than seconds on a shared machine."""
