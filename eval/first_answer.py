"""One answer from a fresh process: `python -m eval.first_answer LIBRARY SYSTEM QUESTION`.

Run by `eval.latency`; prints one JSON object with the most memory that it took.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(library: str, system: str, text: str) -> None:
    """Open a library, answer one question, print what it took."""
    from corpus.library import Library
    from corpus.progress import no_progress
    from eval.questions import system_of
    from eval.record import peak_memory_mb
    from qa.answer import Question
    from qa.ask import Asker

    with Library.open(Path(library)) as opened, Asker.open(opened, build=False) as asker:
        response = system_of(system, asker, no_progress)(Question(text))
    row = {"passages": len(response.ranking), "peak_memory_mb": round(peak_memory_mb(), 1)}
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
