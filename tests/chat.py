"""A language model's endpoint on loopback: a real HTTP server that speaks OpenAI's chat form."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[Any], tuple[int, bytes]]
"""From the body asked with to a status and a body."""


class ChatServer(ThreadingHTTPServer):
    """Remembers what it was asked."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.asked: list[tuple[str, Message, Any]] = []
        """Path, headers and body of each request."""


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers, asked))
        status, body = self.server.reply(asked)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/v1/elsewhere")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def chatting(reply: Reply) -> Iterator[ChatServer]:
    """Serve while the block runs."""
    with ChatServer(reply) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def said(content: str) -> bytes:
    """Return the body of an answer in OpenAI's form."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
