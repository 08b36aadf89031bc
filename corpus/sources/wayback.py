"""The Wayback Machine, asked through the `wayback` package over our own guarded connections.

The package knows the CDX search and the mementos; it asks web.archive.org. Its session
gets an adapter that carries each request over our transport instead (turns, limits,
guard), to the base address that is configured, so that tests can play the machine.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from corpus.sources.browse import Browser
from corpus.sources.capture import Copy, Extractor
from corpus.sources.guard import WebError
from corpus.sources.model import Exchange
from corpus.sources.page_text import judge_text
from corpus.sources.settings import REAL_WAYBACK, FetchSettings

MAX_CAPTURES = 10_000
"""Captures of one page looked at; few pages have more."""
TRIES = 4
"""Copies looked at until one is readable: archives hold soft 404s and walls too."""
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

        last: list[Exchange] = []
        client = WaybackClient(self._session(last.append))
        try:
            # What the package calls malformed includes hosts that are numbers.
            found = client.search(url, limit=MAX_CAPTURES, skip_malformed_results=False)
            records = list(islice(found, MAX_CAPTURES))
            for record in _by_nearness(records, date)[:TRIES]:
                copy = self._copy(client, record, url, last, title)
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
        last: list[Exchange],
        title: str | None,
    ) -> Copy | None:
        from wayback.exceptions import MementoPlaybackError, NoMementoError

        # The package takes ":80" out of ":8080" too; the address that was searched for is whole.
        place = url if ":80" in url else record
        try:
            memento = client.get_memento(
                place, record.timestamp, exact=False, exact_redirects=False, target_window=86_400 * 30
            )
        except (MementoPlaybackError, NoMementoError, ValueError) as error:
            # A ValueError is the package's where a copy leads to what is no memento, or no address.
            if last and last[-1].status in _BUSY and not last[-1].header("Memento-Datetime"):
                raise WebError("busy", f"The Wayback Machine answers {last[-1].status}.") from error
            return None
        if memento is None or not last or not 200 <= memento.status_code < 300:
            return None
        answer = last[-1]
        found = self._extract(answer.body, answer.header("Content-Type"), memento.url)
        if answer.cut or judge_text(found, title) is not None:
            return None
        at = memento.timestamp.astimezone(UTC)
        shown = f"{self._settings.wayback_url}/web/{at:%Y%m%d%H%M%S}/{memento.url}"
        return Copy(answer, found, shown, at.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _session(self, note: Callable[[Exchange], None]) -> Any:  # noqa: ANN401 - wayback has no types
        from wayback import WaybackSession

        session = WaybackSession(
            retries=self._settings.retries,
            backoff=self._settings.backoff,
            user_agent=self._settings.user_agent,
            # Our own turns hold the requests apart.
            search_calls_per_second=0,
            memento_calls_per_second=0,
        )
        adapter = _adapter(self._browser, self._settings.wayback_url, note)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session


def _adapter(browser: Browser, base: str, note: Callable[[Exchange], None]) -> Any:  # noqa: ANN401
    """Return a requests adapter that asks `base` where the package asks web.archive.org."""
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPResponse

    class Adapter(HTTPAdapter):
        """Carries requests over our transport."""

        def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
            """Ask, and answer as web.archive.org would have."""
            url = request.url or ""
            if url.startswith("http://web.archive.org"):
                url = f"https{url[4:]}"
            if not url.startswith(f"{REAL_WAYBACK}/"):
                raise requests.ConnectionError(f"{url[:200]} is not the Wayback Machine.")
            try:
                answer = browser.once(f"{base}{url[len(REAL_WAYBACK) :]}")
            except WebError as error:
                raise requests.ConnectionError(error.message) from error
            note(answer)
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


def _by_nearness(records: list[Any], date: str | None) -> list[Any]:
    """Return the captures of answers, those nearest the date first; the newest first without one."""
    usable = [one for one in records if one.statuscode in (200, None)]
    wanted = moment_of(date)
    if wanted is None:
        return sorted(usable, key=lambda one: one.timestamp, reverse=True)
    return sorted(usable, key=lambda one: (abs(one.timestamp - wanted), one.timestamp))


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
