"""One piece of work in a fresh process, whose time and memory `eval.latency` takes.

`python -m eval.fresh_process answer LIBRARY SYSTEM QUESTION` answers one question;
`python -m eval.fresh_process index LIBRARY SYSTEM MODEL` makes a system's index anew, in a
temporary folder. Each prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.library_entries import DocumentEntry
    from corpus.model import Document


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A library whose index goes into another folder; implements `index.versions.Corpus`."""

    library: Library
    index_dir: Path

    def documents(self) -> Sequence[DocumentEntry]:
        """Return the library's documents."""
        return self.library.documents()

    def document(self, doc_id: str) -> Document:
        """Return one of them."""
        return self.library.document(doc_id)

    def digest(self) -> str:
        """Return the library's digest."""
        return self.library.digest()


def answer(library: str, system: str, text: str) -> dict[str, float]:
    """Open a library and answer one question."""
    from corpus.library import Library
    from corpus.progress import no_progress
    from eval.questions import system_of
    from qa.answer import Question
    from qa.ask import Asker

    with Library.open(Path(library)) as opened, Asker.open(opened, build=False) as asker:
        response = system_of(system, asker, no_progress)(Question(text))
    return {"passages": len(response.ranking)}


def index(library: str, system: str, model: str) -> dict[str, float]:
    """Make a system's index anew; the time is that of the making alone."""
    from tempfile import TemporaryDirectory

    from corpus.library import Library
    from eval.retrieved import plain_recipe
    from index.versions import build_index

    begun = time.perf_counter()
    with Library.open(Path(library)) as opened:
        if system == "plain":
            plain_recipe(opened)
        else:
            with TemporaryDirectory(prefix="footnoted-index-") as folder:
                build_index(_Elsewhere(opened, Path(folder) / "indexes"), model=model)
    return {"seconds": round(time.perf_counter() - begun, 3)}


TASKS: dict[str, Callable[[str, str, str], dict[str, float]]] = {"answer": answer, "index": index}


def main(task: str, library: str, system: str, last: str) -> None:
    """Do one piece of work and print what it took."""
    from eval.record import peak_memory_mb

    row = {**TASKS[task](library, system, last), "peak_memory_mb": round(peak_memory_mb(), 1)}
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:5])
