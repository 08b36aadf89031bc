"""A name server on loopback (RFC 1035, over UDP) whose answers change, and a resolver that asks it."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_HEADER = struct.Struct("!6H")


class NameServer:
    """Answers each question about a name with the next line of its script; the last line is for good."""

    def __init__(self) -> None:
        self.scripts: dict[str, list[tuple[str, ...]]] = {}
        self.asked: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.address = self._socket.getsockname()
        threading.Thread(target=self._serve, daemon=True).start()

    def say(self, name: str, *answers: tuple[str, ...] | str) -> None:
        """Answer with these addresses, one tuple a question; an empty tuple is "no such name"."""
        self.scripts[name] = [(one,) if isinstance(one, str) else one for one in answers]

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Ask the server over UDP, as a resolver without a cache does."""
        labels = b"".join(bytes([len(part)]) + part.encode() for part in host.split("."))
        question = _HEADER.pack(7, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!2H", 1, 1)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(5)
            asking.sendto(question, self.address)
            reply = asking.recv(4096)
        count = _HEADER.unpack_from(reply)[3]
        if not count:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        records = reply[len(question) :]  # 16 bytes each: a pointer to the name, 10 of fields, the address
        return [socket.inet_ntoa(records[at + 12 : at + 16]) for at in range(0, 16 * count, 16)]

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                question, asker = self._socket.recvfrom(4096)
            except OSError:
                return
            name = _name(question)
            self.asked.append(name)
            script = self.scripts.get(name) or [()]
            answers = script.pop(0) if len(script) > 1 else script[0]
            fields = struct.pack("!3HIH", 0xC00C, 1, 1, 0, 4)
            found = b"".join(fields + socket.inet_aton(answer) for answer in answers)
            head = _HEADER.pack(7, 0x8180 if answers else 0x8183, 1, len(answers), 0, 0)
            self._socket.sendto(head + question[_HEADER.size :] + found, asker)


def _name(question: bytes) -> str:
    parts, at = [], _HEADER.size
    while length := question[at]:
        parts.append(question[at + 1 : at + 1 + length].decode())
        at += 1 + length
    return ".".join(parts)


@contextmanager
def name_server() -> Iterator[NameServer]:
    server = NameServer()
    try:
        yield server
    finally:
        server.close()
