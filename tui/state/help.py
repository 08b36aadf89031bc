"""The help screen, written from the bindings that are in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.state.flow import BLANK, Block
from tui.state.ink import Ink

Row = tuple[str, str, str]
"""Keys as shown, what they do, the id under which settings change them."""

KEYS = 14
"""Cells of the column of keys."""


def help_blocks(groups: Iterable[tuple[str, Sequence[Row]]], settings: str) -> list[Block]:
    """Return the help: a group of bindings after the other, and where the settings file is looked for."""
    blocks: list[Block] = []
    for title, rows in groups:
        if not rows:
            continue
        blocks.append(Ink().add(title).block(role="heading"))
        for keys, what, name in rows:
            ink = Ink().add(f"{keys:<{KEYS}}", "key").add(what)
            if name:
                ink.add(f"  {name}", "label")
            blocks.append(ink.block(hang=KEYS))
        blocks.append(BLANK)
    told = f"The name at the right can be given other keys in the settings file, {settings}: under [keys]."
    return [*blocks, Ink().add(told).block(role="dim")]
