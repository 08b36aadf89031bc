"""Web addresses in the words of a note, as ways out make them links.

A link that ends with the sentence's full stop, or with the words that follow an address in
Chinese without a space, leads nowhere; where an address ends is for `corpus.urls` to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.urls import find_urls


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text in order, each with the address that it is.

    Args:
        text: Any text.

    Yields:
        Words as they stand and the address that they print, with the angle brackets around it
        as part of them; an empty address for all else. Nothing but http and https counts.
    """
    place = 0
    for printed in find_urls(text):
        if not printed.url.casefold().startswith(("http://", "https://")):
            continue
        yield text[place : printed.start], ""
        yield text[printed.start : printed.end], printed.url
        place = printed.end
    yield text[place:], ""
