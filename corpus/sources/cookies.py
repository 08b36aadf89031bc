"""Cookies of one visit: given back where the site asks for that, and forgotten when the visit ends.

Many sites send a visitor round in a circle until a cookie comes back. Nothing is kept from
one page to the next, so that no site learns more than that somebody reads one page.
"""

from __future__ import annotations

from email.message import Message
from http.cookiejar import CookieJar
from urllib.request import Request

from corpus.sources.model import Exchange

MOST = 50
"""Cookies taken from one answer."""
LONGEST = 4096
"""Characters of one of them."""


class Cookies:
    """What the sites of one visit set."""

    def __init__(self) -> None:
        """Begin without any."""
        self._jar = CookieJar()

    def header(self, url: str) -> str:
        """Return the Cookie header for an address; empty without cookies for it."""
        request = Request(url)
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""

    def take(self, exchange: Exchange) -> None:
        """Take what an answer sets."""
        found = [value for name, value in exchange.headers if name.lower() == "set-cookie"]
        if found:
            self._jar.extract_cookies(_Answer(found[:MOST]), Request(exchange.url))  # type: ignore[arg-type] # it calls info() only


class _Answer:
    """As much of a response as the jar looks at."""

    def __init__(self, values: list[str]) -> None:
        self._headers = Message()
        for value in values:
            self._headers["Set-Cookie"] = value[:LONGEST]

    def info(self) -> Message:
        """Return the headers."""
        return self._headers
