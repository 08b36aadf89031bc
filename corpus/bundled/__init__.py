"""The shipped report, as its publisher made it public."""
