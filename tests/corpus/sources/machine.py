"""A Wayback Machine on loopback: its CDX search and its mementos, as their documentation describes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urljoin, urlsplit

from tests.corpus.sources.web import Answer, Asked, Web

HOST = "127.0.200.1"


class Machine:
    """Holds captures and serves them on a host of the web."""

    def __init__(self, web: Web) -> None:
        self.base = web.url(HOST, "")
        self.captures: dict[str, list[tuple[str, int, bytes]]] = {}
        self.onward: dict[tuple[str, str], str] = {}
        """Where captured redirects lead, by page and moment."""
        self.listed: dict[tuple[str, str], str] = {}
        """Statuses that the search gives in place of a capture's own."""
        self.broken = False
        self.played: Answer | None = None
        """What it answers in place of any copy, while its search goes on."""
        self.saved: list[str] = []
        self.saves = True
        """Whether it keeps what it is asked to; otherwise it asks for patience."""
        web.otherwise(HOST, self._answer)

    def hold(self, url: str, stamp: str, body: bytes, status: int = 200) -> str:
        """Keep a capture and return where a person would see it."""
        self.captures.setdefault(_key(url), []).append((stamp, status, body))
        return f"{self.base}/web/{stamp}/{url}"

    def lead(self, url: str, stamp: str, onward: str, status: int = 301, listed: str = "") -> None:
        """Keep the capture of a redirect; `onward` is the page's own words for where it leads."""
        self.hold(url, stamp, b"", status)
        self.onward[_key(url), stamp] = onward
        if listed:
            self.listed[_key(url), stamp] = listed

    def _answer(self, asked: Asked) -> Answer:
        if self.broken:
            return Answer(503, b"busy")
        if asked.path.startswith("/cdx/search/cdx"):
            return self._search(asked.path)
        if asked.path.startswith("/save/"):
            if not self.saves:
                return Answer(429, b"later")
            url = asked.path[len("/save/") :]
            self.saved.append(url)
            return Answer(302, b"", {"Location": f"/web/20261123120000/{url}"})
        return self.played or self._memento(asked.path)

    def _search(self, path: str) -> Answer:
        url = parse_qs(urlsplit(path).query)["url"][0]
        lines = [
            f"key {stamp} {url} text/html {self._listed(url, stamp, status)} SHA1DIGEST {len(body)}"
            for stamp, status, body in sorted(self.captures.get(_key(url), []))
        ]
        return Answer(200, "".join(f"{line}\n" for line in lines).encode(), {"Content-Type": "text/plain"})

    def _listed(self, url: str, stamp: str, status: int) -> str:
        return self.listed.get((_key(url), stamp)) or str(status)

    def _memento(self, path: str) -> Answer:
        found = re.match(r"/web/(\d{14})(id_)?/(.+)$", path)
        held = self.captures.get(_key(found.group(3)), []) if found else []
        if not found or not held:
            return Answer(404, b"The Wayback Machine has not archived that URL.")
        wanted = _moment(found.group(1))
        stamp, status, body = min(held, key=lambda one: abs(_moment(one[0]) - wanted))
        if stamp != found.group(1):
            return Answer(302, b"", {"Location": f"{self.base}/web/{stamp}id_/{found.group(3)}"})
        headers = {
            "Memento-Datetime": format_datetime(_moment(stamp), usegmt=True),
            "Link": f'<{found.group(3)}>; rel="original"',
            "Content-Type": "text/html; charset=utf-8",
        }
        if onward := self.onward.get((_key(found.group(3)), stamp)):
            # Played redirects stay within the machine, whatever they lead to.
            headers["Location"] = f"{self.base}/web/{stamp}id_/{urljoin(found.group(3), onward)}"
        return Answer(status, body, headers)


def _key(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
