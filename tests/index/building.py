"""Builds an index in a process of its own, stops where it is told to, and waits to be killed.

`python -m tests.index.building FOLDER MOMENT [LIMIT]`: prints "now" when the moment has
come and sleeps; prints the version and how much was encoded when nothing stopped it.
LIMIT is the largest file it may write, in bytes: what a full disk looks like.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import index.encoding
from corpus.errors import IndexVersionError
from corpus.progress import Progress, no_progress
from index.encoders.protocol import Encoder, TextKind, TokenVectors
from index.manifest import MANIFEST
from index.versions import CURRENT, build_index
from tests.index.reports import FolderCorpus, read
from tests.toy import ToyEncoder

SHARD = 8
"""Few passages to a shard, so that a small report is encoded in several."""


def long_corpus(folder: Path, *, paragraphs: int = 40) -> FolderCorpus:
    """Return a corpus of one report with many paragraphs."""
    body = "\n\n".join(f"Ship number {n} carried {n * 7} barrels of oil to Velm." for n in range(paragraphs))
    return FolderCorpus(folder, [read(f"# Ships\n\n{body}\n", "ships")])


class CountingEncoder(ToyEncoder):
    """Counts the passages that it is asked to encode, the index' own sample left out."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[str] = []

    def encode_tokens(self, texts: Sequence[str], *, kind: TextKind) -> list[TokenVectors]:
        self.encoded += [text for text in texts if "barrels" in text]
        return super().encode_tokens(texts, kind=kind)


def build(corpus: FolderCorpus, *, force: bool = False, progress: Progress = no_progress) -> CountingEncoder:
    """Build with small shards; return the encoder that did it."""
    encoder = CountingEncoder()

    def load(name: str, progress: Progress) -> Encoder:
        return encoder

    index.encoding.SHARD = SHARD
    build_index(corpus, model="toy", load=load, force=force, progress=progress)
    return encoder


def _stop() -> None:
    print("now", flush=True)
    time.sleep(60)


def _stop_before(kind: str, stops: Callable[[Path], bool]) -> None:
    """Stop the process before a call of one of Path's methods, where the path is the one meant."""
    real = getattr(Path, kind)

    def call(self: Path, *more: object, **named: object) -> object:
        if stops(self):
            _stop()
        return real(self, *more, **named)

    setattr(Path, kind, call)


def _stop_at(moment: str) -> Progress:
    """Arrange for the process to stop at a moment; return the progress that does so for some."""
    if moment == "shard":
        _stop_before("replace", lambda path: path.suffix == ".part")
    elif moment == "manifest":
        _stop_before("write_bytes", lambda path: path.name == MANIFEST)
    elif moment == "rename":
        _stop_before("rename", lambda path: True)
    elif moment == "renamed":
        _stop_before("write_text", lambda path: path.name.startswith(f".{CURRENT}"))
    elif moment == "point":
        _stop_before("replace", lambda path: path.name.startswith(f".{CURRENT}"))

    def progress(what: str, done: int, total: int) -> None:
        at_shard = what.startswith("encoding") and done >= 2 * SHARD
        if moment == "begin" or (moment == "encoding" and at_shard):
            _stop()

    return progress


def main() -> None:
    """Build as the arguments say."""
    folder, moment = Path(sys.argv[1]), sys.argv[2]
    progress = _stop_at(moment)
    if len(sys.argv) > 3:
        import resource

        limit = int(sys.argv[3])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    corpus = long_corpus(folder)
    try:
        encoder = build(corpus, progress=progress, force=moment == "force")
    except IndexVersionError as error:
        print("error", error, flush=True)
        return
    print("built", len(encoder.encoded), flush=True)


if __name__ == "__main__":
    main()
