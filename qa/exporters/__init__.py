"""Ways out: one file format a module."""
