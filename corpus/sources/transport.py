"""One request and its answer, to an address that was checked, within all limits."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from corpus.sources.decompress import decompress, unpacked
from corpus.sources.guard import Guard, Place, WebError, place_of
from corpus.sources.model import Exchange
from corpus.sources.settings import FetchSettings

if TYPE_CHECKING:
    from urllib3 import HTTPConnectionPool, HTTPResponse

_PIECE = 64 * 1024
_MOST_EARLY = 20
"""Answers in advance that are read over before the answer proper; more are no honest server's."""
_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
"""What this machine says where it has no way out (or none for IPv6): nothing of the host."""
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"


class Transport:
    """Asks servers, one request a connection."""

    def __init__(self, settings: FetchSettings, guard: Guard) -> None:
        """Ask within `settings` and only where `guard` lets it."""
        self._settings = settings
        self._guard = guard
        self._slots = threading.BoundedSemaphore(settings.connections)

    def get(self, url: str, *, first_bytes: int | None = None, cookies: str = "") -> Exchange:
        """Ask for one address; redirects are returned, not followed.

        Args:
            url: An http or https address.
            first_bytes: Read no more of the body than these; the rest is left out silently.
            cookies: The Cookie header.

        Returns:
            The answer, whatever its status. One whose connection broke in its body has
            `cut` set.

        Raises:
            WebError: When no answer came, or it is over a limit.
        """
        place = place_of(url)
        limit = self._settings.max_bytes
        asked = _Asked(place, cookies, None if first_bytes is None else min(first_bytes, limit), limit)
        addresses = self._guard.addresses(place)
        with self._slots:
            last: WebError | None = None
            for address in addresses[:3]:
                try:
                    return self._exchange(asked, address)
                except WebError as error:
                    if error.kind not in ("connect", "offline"):
                        raise
                    if last is None or last.kind == "offline":
                        last = error  # the next address of the same host may answer
            raise last or WebError("dns", f"The host {place.host} cannot be found.")

    def _exchange(self, asked: _Asked, address: str) -> Exchange:
        from urllib3.exceptions import HTTPError

        place = asked.place
        deadline = _Deadline(self._settings.deadline)
        pool = _pool(place, address, self._settings, deadline)
        try:
            response = pool.urlopen(
                "GET",
                place.target,
                headers=self._headers(asked),
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
                decode_content=False,
            )
            return _received(asked, response, deadline)
        except (HTTPError, OSError, ValueError) as error:
            raise _explain(place, error, deadline) from error
        finally:
            deadline.cancel()
            pool.close()

    def _headers(self, asked: _Asked) -> dict[str, str]:
        cookies = {"Cookie": asked.cookies} if asked.cookies else {}
        return {
            **cookies,
            "Host": asked.place.authority,
            "User-Agent": self._settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for."""

    place: Place
    cookies: str
    first_bytes: int | None
    limit: int


_MOST_HEADERS = 1000
"""Header lines of an answer; sites that set a policy for each of their partners have more than a hundred."""
http.client._MAXHEADERS = _MOST_HEADERS  # type: ignore[attr-defined] # its own bound is no parameter


class _Final(http.client.HTTPResponse):
    """The answer proper: the library takes an answer in advance, such as "103 Early Hints", for it."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_MOST_EARLY):
            version, status, reason = super()._read_status()  # type: ignore[misc] # unknown to typeshed
            if not 100 < status < 200 or status == http.client.SWITCHING_PROTOCOLS:
                break
            http.client.parse_headers(self.fp)
        return version, status, reason


class _Deadline:
    """Cuts a connection that has gone on for too long, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connected: socket.socket | None) -> None:
        """Take note of the connection."""
        self._socket = connected
        if self.passed:
            self._cut()

    def cancel(self) -> None:
        """Let the connection be."""
        self._timer.cancel()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is None:
            return
        try:
            # A socket under TLS is shut below it: its own shutdown races with a reader.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        except OSError:
            return  # it ended by itself


def _pool(place: Place, address: str, settings: FetchSettings, deadline: _Deadline) -> HTTPConnectionPool:
    """Return a pool for one connection to `address` that speaks for the place's host."""
    import certifi
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    timeout = Timeout(connect=settings.connect_timeout, read=settings.read_timeout)
    pool: HTTPConnectionPool
    if place.scheme == "https":
        pool = HTTPSConnectionPool(
            address,
            place.port,
            timeout=timeout,
            server_hostname=place.host,
            assert_hostname=place.host,
            cert_reqs="CERT_REQUIRED",
            ca_certs=os.environ.get("SSL_CERT_FILE") or certifi.where(),
        )
    else:
        pool = HTTPConnectionPool(address, place.port, timeout=timeout)
    plain: Any = pool.ConnectionCls

    class Watched(plain):  # type: ignore[misc] # http or https, known only here
        """A connection that its deadline can cut."""

        response_class = _Final

        def connect(self) -> None:
            """Connect, and show the socket to the deadline."""
            super().connect()
            deadline.watch(self.sock)

    pool.ConnectionCls = Watched
    return pool


def _received(asked: _Asked, response: Any, deadline: _Deadline) -> Exchange:  # noqa: ANN401 - urllib3's
    """Read an answer's body up to the limit."""
    length = response.headers.get("Content-Length", "")
    if asked.first_bytes is None and length.isdigit() and int(length[:20]) > asked.limit:
        raise _too_large(asked.limit)
    raw, cut = _body(response, asked)
    if deadline.passed:
        raise _too_slow(asked.place)
    body, short = decompress(raw, response.headers.get("Content-Encoding", ""), asked.limit)
    body, shorter = unpacked(body, response.headers.get("Content-Type", ""), asked.limit)
    return Exchange(
        url=asked.place.url,
        status=response.status,
        phrase=response.reason or "",
        headers=tuple((str(name), str(value)) for name, value in response.headers.iteritems()),
        raw=raw,
        body=body,
        at=now_text(),
        cut=cut or short or shorter,
    )


def _body(response: HTTPResponse, asked: _Asked) -> tuple[bytes, bool]:
    from urllib3.exceptions import ProtocolError

    parts: list[bytes] = []
    size = 0
    try:
        for part in response.stream(_PIECE, decode_content=False):
            size += len(part)
            parts.append(part)
            if asked.first_bytes is not None and size >= asked.first_bytes:
                return b"".join(parts)[: asked.first_bytes], False
            if size > asked.limit:
                raise _too_large(asked.limit)
    except ProtocolError:
        return b"".join(parts), True
    return b"".join(parts), False


def _too_large(limit: int) -> WebError:
    return WebError(
        "too-large", f"The page is larger than the limit of {limit:,} bytes.", "Raise it with --max-mb."
    )


def _too_slow(place: Place) -> WebError:
    return WebError("slow", f"{place.host} took too long to answer in full.")


def _unconnected(place: Place, cause: BaseException | None) -> WebError:
    number = getattr(cause, "errno", None)
    # An address needs no looking up: where that fails, this machine has no network of its kind.
    if number in _NO_WAY or isinstance(cause, socket.gaierror):
        return WebError("offline", f"There is no way from here to {place.host}: is there a network?")
    refused = number == errno.ECONNREFUSED
    told = "refuses the connection" if refused else "cannot be reached"
    return WebError("connect", f"{place.host} {told}.")


def _explain(place: Place, error: Exception, deadline: _Deadline) -> WebError:
    """Return what went wrong in our words."""
    from urllib3 import exceptions as known

    if deadline.passed:
        return _too_slow(place)
    if isinstance(error, known.NewConnectionError):
        return _unconnected(place, error.__cause__)
    if isinstance(error, known.ConnectTimeoutError):
        return WebError("connect", f"{place.host} does not answer.")
    if isinstance(error, known.TimeoutError | TimeoutError):
        return WebError("timeout", f"{place.host} fell silent in the middle of its answer.")
    if isinstance(error, known.SSLError):
        return WebError("tls", f"The certificate of {place.host} cannot be trusted.")
    return WebError("protocol", f"{place.host} broke off or does not speak HTTP ({type(error).__name__}).")


def now_text() -> str:
    """Return the present moment, ISO 8601 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
