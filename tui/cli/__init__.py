"""The command line: `footnoted` and its commands. Nothing heavy is imported before a command runs."""

from tui.cli.entry import main

__all__ = ["main"]
