"""Collections, runs, measures and the gate that CI runs."""
