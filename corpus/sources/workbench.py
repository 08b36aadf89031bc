"""The child process that takes text out of pages: `python -m corpus.sources.workbench`.

A page comes in as one line of JSON and its bytes, its text goes out as one line of
JSON. It has no network to use, keeps no file, and ends when its parent does.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

READY = b"ready\n"
"""What a child says when its time begins to count."""
MEMORY = 3 * 1024**3
"""Most bytes of address space: a hostile PDF ends its child, not the machine."""


def serve() -> None:
    """Say that it is ready, then answer requests until standard input ends."""
    import trafilatura  # noqa: F401 - its seconds of loading are not the first page's

    from corpus.sources.extract import extract

    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(READY)
    answers.flush()
    sys.stdout = sys.stderr  # a library that prints must not break the protocol
    while line := requests.readline():
        asked = json.loads(line)
        body = requests.read(asked["length"])
        found = extract(body, asked["content_type"], asked["url"])
        answers.write(json.dumps(asdict(found)).encode("ascii") + b"\n")
        answers.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # not a POSIX system
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    serve()
