"""A web on loopback: a real server whose hosts are addresses 127.x.y.z, and a log of who asked when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ARTICLE = (
    "The council of {place} bought {number} cameras in 2018, according to the minutes of its meeting. "
    "A spokesman said that the contract was worth ${number} million and would run for five years. "
)


def article(title: str, number: int = 48, paragraphs: int = 8, extra: str = "") -> bytes:
    """An HTML page with an article long enough to be one."""
    text = "".join(
        f"<p>{ARTICLE.format(place=title, number=number + at)} Paragraph {at} of {title}.</p>"
        for at in range(paragraphs)
    )
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<meta name=author content='Ana Ruiz'></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{text}{extra}</article></body></html>"
    ).encode()


def page(title: str, *lines: str) -> bytes:
    """A short HTML page."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    """A Content-Length that is not the body's."""
    drip: float = 0.0
    """Seconds between two bytes."""
    phrase: str | None = None
    """The words of the status line, in Latin-1."""
    early: bytes = b""
    """What is sent before the status line."""


Serve = Callable[["Asked"], Answer | None]


@dataclass(frozen=True)
class Asked:
    host: str
    path: str
    at: float
    headers: dict[str, str]
    ended: float = 0.0
    to: str = ""
    """The address at which it was asked."""


class Web:
    """Routes by (host, path); an unknown path is a plain 404."""

    def __init__(self) -> None:
        self.routes: dict[tuple[str, str], Serve] = {}
        self.fallbacks: dict[str, Serve] = {}
        self.log: list[Asked] = []
        self._lock = threading.Lock()
        self._server = _Server(("0.0.0.0", 0), _handler(self))
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, host: str, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Serve fixed content and return its address; headers are written content_type="…"."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        named.setdefault("Content-Type", "text/html")
        self.routes[host, path] = lambda _: Answer(status, body, named)
        return self.url(host, path)

    def serve(self, host: str, path: str, answer: Serve) -> str:
        self.routes[host, path] = answer
        return self.url(host, path)

    def otherwise(self, host: str, answer: Serve) -> None:
        """Answer every path of a host that has no route."""
        self.fallbacks[host] = answer

    def answer(self, asked: Asked) -> Answer:
        found = self.routes.get((asked.host, asked.path)) or self.routes.get(
            (asked.host, asked.path.partition("?")[0])
        )
        if asked.path == "/robots.txt" and found is None:
            return Answer(404, b"no rules")
        found = found or self.fallbacks.get(asked.host)
        answer = found(asked) if found else None
        return answer or Answer(404, page("404", "Not here."), {"Content-Type": "text/html"})

    def note(self, asked: Asked) -> None:
        with self._lock:
            self.log.append(asked)

    def asked(self, host: str | None = None) -> list[str]:
        """Paths asked for, in order."""
        return [one.path for one in self.log if host is None or one.host == host]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests."""


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            began = time.monotonic()
            to = self.connection.getsockname()[0]
            asked = Asked(host, self.path, began, dict(self.headers), to=to)
            self.close_connection = True
            try:
                self._send(web.answer(asked))
            finally:
                web.note(replace(asked, ended=time.monotonic()))

        def _send(self, answer: Answer) -> None:
            self.wfile.write(answer.early)
            self.send_response(answer.status, answer.phrase)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if "Transfer-Encoding" not in answer.headers:
                length = len(answer.body) if answer.length is None else answer.length
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if not answer.drip:
                self.wfile.write(answer.body)
                return
            for at in range(len(answer.body)):
                self.wfile.write(answer.body[at : at + 1])
                self.wfile.flush()
                time.sleep(answer.drip)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    return Handler


@contextmanager
def running() -> Iterator[Web]:
    web = Web()
    try:
        yield web
    finally:
        web.close()


def report(folder: Path, sources: list[tuple[str, str]], name: str = "bridges.md") -> Path:
    """Write a Markdown report whose note N cites the Nth (title, address); an empty address is none."""
    body = " ".join(f"Claim {at} stands here.[^{at}]" for at in range(1, len(sources) + 1))
    notes = "\n".join(
        f"[^{at}]: Ana Ruiz, “{title},” The Mason, May 3, 2018{f', <{url}>' if url else ''}."
        for at, (title, url) in enumerate(sources, 1)
    )
    file = folder / name
    file.write_text(f"# On bridges\n\n{body}\n\n{notes}\n", encoding="utf-8")
    return file
