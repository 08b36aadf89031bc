"""Text is taken out of pages in child processes, which can be ended when a page takes too long.

A page is untrusted, and so large a library as a PDF parser may meet one that keeps it
busy for hours or fills its memory. Children also use the second core.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any, cast

from corpus.sources.model import Extracted
from corpus.sources.settings import FetchSettings

WORKERS = 2
_TOO_LONG = "taking the text out of the page took too long"
_BROKE = "taking the text out of the page failed"


class Workshop:
    """A few child processes; used as `capture.Extractor` and as a context manager."""

    def __init__(self, settings: FetchSettings, workers: int = WORKERS) -> None:
        """Allow each page as long as `settings` say; children start when first needed."""
        self._seconds = settings.extract_seconds
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(_Child())

    def __enter__(self) -> Workshop:
        """Return the workshop itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the children."""
        while True:
            try:
                self._idle.get_nowait().end()
            except queue.Empty:
                return

    def __call__(self, body: bytes, content_type: str, url: str) -> Extracted:
        """Take the text out of a page; see `corpus.sources.extract.extract`.

        A page that takes too long or breaks its child gives no text, and says why.
        """
        child = self._idle.get()
        try:
            return child.extract(body, content_type, url, self._seconds)
        finally:
            self._idle.put(child)


class _Child:
    """One child process."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, body: bytes, content_type: str, url: str, seconds: float) -> Extracted:
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            return _asked(process, body, content_type, url)
        except (OSError, ValueError, KeyError, TypeError):
            self.end()
            return Extracted(problem=_TOO_LONG if late.is_set() else _BROKE)
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process, if one runs."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            root = str(Path(__file__).parents[2])
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "corpus.sources.workbench"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                # Not in the terminal's group: Ctrl-C is for the parent, which ends it.
                start_new_session=True,
            )
            cast(IO[bytes], self._process.stdout).readline()  # the child is ready, or gone
        return self._process


def _asked(process: subprocess.Popen[bytes], body: bytes, content_type: str, url: str) -> Extracted:
    """Send one page and read its text.

    Raises:
        OSError: When the child is gone.
        ValueError: When it ended in the middle of its answer.
    """
    requests, answers = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    asked = json.dumps({"length": len(body), "content_type": content_type[:200], "url": url[:4096]})
    requests.write(asked.encode("ascii") + b"\n")
    requests.write(body)
    requests.flush()
    found = json.loads(answers.readline())
    values: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in found.items()
    }
    return Extracted(**values)
