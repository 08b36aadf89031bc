"""Which addresses are handed to a browser: those of the web and nothing else."""

from __future__ import annotations

import re

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
