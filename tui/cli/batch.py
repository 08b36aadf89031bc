"""`footnoted ask --jsonl`: questions a line in, answers a line out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import IO

from corpus.errors import UsageError
from tui.cli.console import complain, write_row
from tui.cli.progress import Reporter
from tui.cli.status import ABSTAINED, DONE, USAGE

LONGEST = 8_000_000
"""Bytes read of one line; a longer one is refused without being held in memory."""


def answer_lines(args: argparse.Namespace) -> int:
    """Answer every line of standard input.

    A line that cannot be read as a question gets no answer but a message on standard
    error that names it; the lines after it are still answered.

    Returns:
        2 when a line could not be read, 3 when there were answers and all abstained, else 0.
    """
    from qa.contract import answer_row, explained_row, parse_question_line
    from tui.cli.ask import open_asker, settings_of, tell_aside
    from tui.cli.libraries import open_library
    from tui.cli.scope import scope_of

    row_of = explained_row if args.explain else answer_row
    bad = answered = abstained = 0
    with Reporter() as progress, open_library(args, progress) as library:
        scope = scope_of(args, library)
        with open_asker(args, library, progress, args.reranker, settings=settings_of(args)) as asker:
            for number, line in _lines(sys.stdin.buffer):
                try:
                    question = parse_question_line(_decoded(line, number), number)
                except UsageError as error:
                    complain(error.message, error.hint)
                    bad += 1
                    continue
                answer = asker.ask(question, scope=scope, k=args.k)
                write_row(row_of(answer))
                tell_aside(answer)
                answered += 1
                abstained += answer.abstained
    if bad:
        return USAGE
    return ABSTAINED if answered and abstained == answered else DONE


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers; at most LONGEST + 1 bytes of each."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        rest = line
        while len(line) > LONGEST and rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST)
        if line.strip():
            yield number, line


def _decoded(line: bytes, number: int) -> str:
    if len(line) > LONGEST:
        raise UsageError(f"line {number}: longer than {LONGEST:,} bytes.", "Write one question a line.")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"line {number}: not UTF-8 at byte {error.start}.", "Convert the file to UTF-8."
        ) from error
