"""`footnoted eval`: how good the answers are, measured."""

from __future__ import annotations

from tui.cli import eval_own, eval_runs, eval_support
from tui.cli.command import Commands, add_group


def register(commands: Commands) -> None:
    """Declare the group and its commands."""
    group = add_group(commands, "eval", "measure how good the answers are", __doc__ or "")
    eval_runs.register(group)
    eval_own.register(group)
    eval_support.register(group)
