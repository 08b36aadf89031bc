"""Everything that faces a terminal: the command line and the app."""
