"""The Wayback Machine, asked through the `wayback` package over our own guarded connections.

The package knows the CDX search and the mementos; it asks web.archive.org. Its session
gets an adapter that carries each request over our transport instead (turns, limits,
guard), to the base address that is configured, so that tests can play the machine.
"""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from corpus.sources.browse import REDIRECTS, Browser
from corpus.sources.capture import Copy, Extractor
from corpus.sources.guard import WebError
from corpus.sources.judge import judge_copy
from corpus.sources.model import Exchange
from corpus.sources.settings import REAL_WAYBACK, FetchSettings

MAX_CAPTURES = 10_000
"""Captures of one page looked at; few pages have more."""
TRIES = 4
"""Copies looked at until one is readable (archives hold soft 404s and walls too), then as many redirects."""
_NEAR = timedelta(days=30)
"""How far from a capture the machine may lead when it cannot play that one."""
_NEAR_LED = timedelta(days=366)
"""How far from an archived redirect the page may have been captured that it led to: each is crawled apart."""
_BUSY = frozenset({429, 500, 502, 503, 504})
"""What the machine itself answers when it cannot play a copy now; the copy is there all the same."""


class WaybackArchive:
    """Finds archived copies. One request at a time, whoever asks."""

    def __init__(self, browser: Browser, settings: FetchSettings, extract: Extractor) -> None:
        """Ask through `browser` the machine that `settings` names."""
        self._browser = browser
        self._settings = settings
        self._extract = extract
        self._lock = threading.Lock()

    def nearest(self, url: str, date: str | None, title: str | None = None) -> Copy | None:
        """Return the readable copy nearest a date.

        Args:
            url: The page.
            date: "2018", "2018-10" or "2018-10-10"; None takes the newest copy.
            title: The source's title as the note gives it, by which a page is told from a message.

        Returns:
            The copy; None when the machine has none that can be read.

        Raises:
            WebError: When the machine cannot be asked.
        """
        with self._lock:
            return self._nearest(url, date, title)

    def _nearest(self, url: str, date: str | None, title: str | None) -> Copy | None:
        import requests
        from wayback import WaybackClient
        from wayback.exceptions import BlockedByRobotsError, BlockedSiteError, WaybackException

        trail: list[Exchange] = []
        client = WaybackClient(self._session(trail))
        try:
            # What the package calls malformed includes hosts that are numbers.
            found = client.search(url, limit=MAX_CAPTURES, skip_malformed_results=False)
            records = list(islice(found, MAX_CAPTURES))
            for record in _to_try(records, date):
                trail.clear()
                copy = self._copy(client, record, url, trail, title)
                if copy is not None:
                    return copy
        except (BlockedByRobotsError, BlockedSiteError):
            return None
        except (WaybackException, requests.RequestException) as error:
            raise WebError("busy", f"The Wayback Machine gave no answer ({type(error).__name__}).") from error
        finally:
            client.close()
        return None

    def _copy(
        self,
        client: Any,  # noqa: ANN401 - wayback has no types
        record: Any,  # noqa: ANN401 - likewise
        url: str,
        trail: list[Exchange],
        title: str | None,
    ) -> Copy | None:
        from requests import TooManyRedirects
        from wayback.exceptions import MementoPlaybackError, NoMementoError

        # The package takes ":80" out of ":8080" too; the address that was searched for is whole.
        place = url if ":80" in url else record
        window = _NEAR_LED if record.statuscode in REDIRECTS else _NEAR
        try:
            memento = client.get_memento(
                place, record.timestamp, exact=False, exact_redirects=False, target_window=window
            )
        except (MementoPlaybackError, NoMementoError, TooManyRedirects, ValueError) as error:
            # A ValueError is the package's where a copy leads to what is no memento, or no address.
            if trail and trail[-1].status in _BUSY and not trail[-1].header("Memento-Datetime"):
                raise WebError("busy", f"The Wayback Machine answers {trail[-1].status}.") from error
            return None
        if memento is None or not trail or not 200 <= memento.status_code < 300:
            return None
        answer = trail[-1]
        found = self._extract(answer.body, answer.header("Content-Type"), memento.url)
        led_from = tuple(one.url for one in memento.history)
        if answer.cut or judge_copy(url, memento.url if led_from else url, found, title) is not None:
            return None
        at = memento.timestamp.astimezone(UTC)
        shown = f"{self._settings.wayback_url}/web/{at:%Y%m%d%H%M%S}/{memento.url}"
        return Copy(
            tuple(trail), found, shown, at.strftime("%Y-%m-%dT%H:%M:%SZ"), memento.url if led_from else ""
        )

    def _session(self, trail: list[Exchange]) -> Any:  # noqa: ANN401 - wayback has no types
        from wayback import WaybackSession

        session = WaybackSession(
            retries=0,  # the browser repeats what it asks, and waits as it is told to
            user_agent=self._settings.user_agent,
            # Our own turns hold the requests apart.
            search_calls_per_second=0,
            memento_calls_per_second=0,
        )
        adapter = _adapter(self._browser, self._settings, trail)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session


def _adapter(browser: Browser, settings: FetchSettings, trail: list[Exchange]) -> Any:  # noqa: ANN401
    """Return a requests adapter that asks the configured machine where the package asks web.archive.org.

    Each answer is added to `trail`, which may grow as long as the redirects of a page may be many.
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPResponse

    base = settings.wayback_url

    class Adapter(HTTPAdapter):
        """Carries requests over our transport."""

        def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
            """Ask, and answer as web.archive.org would have."""
            url = request.url or ""
            if url.startswith("http://web.archive.org"):
                url = f"https{url[4:]}"
            if not url.startswith(f"{REAL_WAYBACK}/"):
                raise requests.exceptions.InvalidURL(f"{url[:200]} is not the Wayback Machine.")
            if "/web/" in url[: len(REAL_WAYBACK) + 5] and len(trail) > settings.redirects:
                raise requests.TooManyRedirects(f"More than {settings.redirects} redirects.")
            try:
                answer = browser.once(f"{base}{url[len(REAL_WAYBACK) :]}")
            except WebError as error:
                raise requests.ConnectionError(error.message) from error
            trail.append(answer)
            raw = HTTPResponse(
                body=io.BytesIO(answer.body),
                headers=_as_real(answer.headers, base),
                status=answer.status,
                preload_content=False,
            )
            return self.build_response(request, raw)

    return Adapter()


def _as_real(headers: tuple[tuple[str, str], ...], base: str) -> dict[str, str]:
    """Return headers with the configured base as web.archive.org, and the body's length as it is now."""
    gone = ("content-encoding", "content-length", "transfer-encoding")
    return {name: value.replace(base, REAL_WAYBACK) for name, value in headers if name.lower() not in gone}


def _to_try(records: list[Any], date: str | None) -> list[Any]:
    """Return the captures to look at in turn: the page's own before those that lead to another address."""
    own = [one for one in records if one.statuscode in (200, None)]
    led = [one for one in records if one.statuscode in REDIRECTS]
    return [*_by_nearness(own, date)[:TRIES], *_by_nearness(led, date)[:TRIES]]


def _by_nearness(records: list[Any], date: str | None) -> list[Any]:
    """Return captures, those nearest the date first; the newest first without one."""
    wanted = moment_of(date)
    if wanted is None:
        return sorted(records, key=lambda one: one.timestamp, reverse=True)
    return sorted(records, key=lambda one: (abs(one.timestamp - wanted), one.timestamp))


def moment_of(date: str | None) -> datetime | None:
    """Return the middle of a day, month or year given in ISO 8601; None when it is none."""
    parts = (date or "").split("-")
    try:
        numbers = [int(part) for part in parts[:3]]
        if len(numbers) == 1:
            return datetime(numbers[0], 7, 2, tzinfo=UTC)
        if len(numbers) == 2:
            return datetime(numbers[0], numbers[1], 16, tzinfo=UTC)
        return datetime(numbers[0], numbers[1], numbers[2], tzinfo=UTC) + timedelta(hours=12)
    except (ValueError, IndexError, OverflowError):
        return None
