"""Three themes of our own; Textual's are there too. Contrast of text is at least 4.5:1, 7:1 in the third."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="footnoted-dark", dark=True,
    primary="#7fb4ca", secondary="#938aa9", accent="#e6c384", warning="#ffa066", error="#e46876",
    success="#98bb6c", foreground="#dcd7ba", background="#16161d", surface="#1f1f28", panel="#2a2a37",
    variables={
        "secondary-muted": "#3a3550", "border": "#54546d",
        "foreground-muted": "#a6a28d", "footer-key-foreground": "#e6c384",
    },
)  # fmt: skip
LIGHT = Theme(
    name="footnoted-light", dark=False,
    primary="#2d5f7c", secondary="#6b4c8a", accent="#8a4b08", warning="#a04a00", error="#a8232d",
    success="#3c6e1f", foreground="#22262b", background="#fbf9f4", surface="#f2eee4", panel="#e4dece",
    variables={
        "secondary-muted": "#f3e3a8", "border": "#b8b09c",
        "foreground-muted": "#5c5f63", "footer-key-foreground": "#8a4b08",
    },
)  # fmt: skip
CONTRAST = Theme(
    name="footnoted-contrast", dark=True,
    primary="#00e5ff", secondary="#ffd400", accent="#ffff00", warning="#ffb000", error="#ff8080",
    success="#80ff80", foreground="#ffffff", background="#000000", surface="#000000", panel="#303030",
    variables={
        "secondary-muted": "#0000a0", "border": "#ffffff", "foreground-muted": "#e0e0e0",
        "footer-key-foreground": "#ffff00",
    },
)  # fmt: skip

THEMES = (DARK, LIGHT, CONTRAST)
"""Cycled through by one key, in this order."""
