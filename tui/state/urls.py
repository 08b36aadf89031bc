"""Which addresses are handed to a browser: those of the web and nothing else."""

from __future__ import annotations

import re
from pathlib import PurePath

_ON_THE_TERMINAL = frozenset(("www-browser", "links", "links2", "elinks", "lynx", "w3m"))
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)
_BARE = re.compile(r"www\.[^\s\x00-\x20\x7f]+", re.IGNORECASE)


def web_address(url: str) -> str | None:
    """Return an address that a browser may be given, or None for any other scheme or text."""
    url = url.strip()
    if len(url) > 4_000:
        return None
    if _WEB.fullmatch(url):
        return url
    return f"https://{url}" if _BARE.fullmatch(url) else None


def browser_here() -> bool:
    """Return whether a browser with a window of its own can be opened.

    One that draws on the terminal (lynx, w3m) would draw over the app, and wait for its own end.
    """
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    return PurePath(str(getattr(browser, "name", ""))).name not in _ON_THE_TERMINAL
