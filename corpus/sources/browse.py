"""An address followed to its end: turns taken, leave asked, redirects checked, busy hosts waited for."""

from __future__ import annotations

import threading

from corpus.sources.cookies import Cookies
from corpus.sources.guard import Place, WebError, joined, place_of
from corpus.sources.model import Exchange, Failure, Visit
from corpus.sources.polite import BUSY, Gates, retry_after
from corpus.sources.robots import MAX_ROBOTS, Cache, Robots
from corpus.sources.settings import FetchSettings
from corpus.sources.transport import Transport

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({"connect", "timeout", "protocol"})
"""Failures that may pass."""


class Browser:
    """Visits addresses politely. Safe to use from several threads."""

    def __init__(
        self,
        transport: Transport,
        settings: FetchSettings,
        cache: Cache,
        stop: threading.Event | None = None,
    ) -> None:
        """Visit through `transport`; keep robots.txt in `cache`; end waits when `stop` is set."""
        self._transport = transport
        self._settings = settings
        self.gates = Gates(settings.pause, stop)
        self._robots = Robots(lambda url: self._follow(url, leave=False), cache)

    def visit(self, url: str) -> Visit:
        """Follow an address through its redirects to an answer or a failure.

        Raises:
            Cancelled: When the work is stopped meanwhile.
        """
        return self._follow(url, leave=True)

    def visit_unasked(self, url: str) -> Visit:
        """Follow an address of a service meant for programs, whose robots.txt is for crawlers."""
        return self._follow(url, leave=False)

    def once(self, url: str) -> Exchange:
        """Ask for one address in its host's turn, with repetitions, and do not follow it.

        Raises:
            WebError: When no answer came.
            Cancelled: When the work is stopped meanwhile.
        """
        return self._ask(place_of(url), None)

    def _follow(self, url: str, *, leave: bool) -> Visit:
        exchanges: list[Exchange] = []
        seen: set[tuple[str, str]] = set()
        cookies = Cookies()
        current = url
        try:
            while True:
                place = place_of(current)
                given = cookies.header(place.url)
                self._check((place.url, given), seen)
                if leave:
                    self._ask_leave(place)
                answer = self._ask(place, None if leave else MAX_ROBOTS, given)
                exchanges.append(answer)
                cookies.take(answer)
                target = answer.header("Location")
                if answer.status not in REDIRECTS or not target:
                    return Visit(url, tuple(exchanges))
                current = joined(place.url, _clean(target))
        except WebError as error:
            return Visit(url, tuple(exchanges), Failure(error.kind, error.message))

    def _check(self, asked: tuple[str, str], seen: set[tuple[str, str]]) -> None:
        """Refuse a circle: the same address with the same cookies."""
        if asked in seen:
            raise WebError("loop", "The page redirects in a circle.")
        if len(seen) > self._settings.redirects:
            raise WebError("loop", f"The page redirects more than {self._settings.redirects} times.")
        seen.add(asked)

    def _ask_leave(self, place: Place) -> None:
        rules = self._robots.rules(place)
        if rules.failure is not None:  # a host that cannot be asked for leave cannot be asked at all
            raise WebError(rules.failure.kind, rules.failure.message)
        if not rules.allows(place.url):
            later = " for now: its robots.txt answers with an error" if rules.status >= 400 else ""
            raise WebError("robots", f"{place.host} does not let robots fetch this page{later}.")
        wanted = rules.delay()
        if wanted:
            self.gates.slow(place.site, min(wanted, self._settings.longest_pause))

    def _ask(self, place: Place, first_bytes: int | None, cookies: str = "") -> Exchange:
        """Ask in the host's turn, and again while it is busy or the connection breaks."""
        for attempt in range(self._settings.retries + 1):
            last = attempt == self._settings.retries
            wait = self._settings.backoff * 2**attempt
            try:
                with self.gates.turn(place.site):
                    answer = self._transport.get(place.url, first_bytes=first_bytes, cookies=cookies)
            except WebError as error:
                if last or error.kind not in _AGAIN:
                    raise
            else:
                if last or not (answer.status in BUSY or answer.cut):
                    return answer
                asked = retry_after(answer.header("Retry-After"))
                if asked is not None and asked > self._settings.longest_wait:
                    return answer  # it will not be waited for
                wait = max(wait, asked or 0.0)
            self.gates.rest(wait)
        raise WebError("protocol", f"{place.host} gave no answer.")


def _clean(target: str) -> str:
    """Return a Location as an address; headers are Latin-1 on the wire and UTF-8 in practice."""
    text = target.strip()
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
