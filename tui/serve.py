"""The app in a browser, on this machine alone: each page that is opened runs an app of its own."""

from __future__ import annotations

import ipaddress
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import UsageError

HOST = "127.0.0.1"
"""The app reads files and opens addresses as the person who started it, so nobody else may reach it."""
PORT = 8570


def serve(arguments: Sequence[str] = (), host: str = HOST, port: int = PORT) -> int:
    """Serve the app until it is stopped; return the exit status.

    Args:
        arguments: What `footnoted` itself is given: ("--library", "…").
        host: An address of the loopback interface.
        port: 1 to 65535.

    Raises:
        UsageError: When the address can be reached from outside, or the port is none.
    """
    check_address(host, port)
    from textual_serve.server import Server

    command = shlex.join([sys.executable, "-m", "tui", *arguments])
    # textual-serve's own page fetches a font from elsewhere; ours needs nothing but this machine.
    page = Path(__file__).with_name("templates")
    Server(command, host=host, port=port, title="Footnoted", templates_path=page).serve()
    return 0


def check_address(host: str, port: int) -> None:
    """Refuse what is not on the loopback interface.

    Raises:
        UsageError: Naming the address or port.
    """
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise UsageError(f"{host[:80]!r} is not an address of this machine alone.", f"Use {HOST}.")
    if not 1 <= port <= 65_535:
        raise UsageError(f"{port} is no port.", "Use a number from 1 to 65535.")
