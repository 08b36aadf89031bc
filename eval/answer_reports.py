"""Reports written to tell answers from near misses: 213 of them, with seventy questions each.

A third of the questions have no answer, and two thirds of these are near misses: their
words stand in the report, in the same paragraph even, and only what is asked for does
not. Those called "dev" are learned from (`python -m eval.calibrate --reports`); those
called "held", every sixth of the last 161, are only measured:

    python -m eval.answer_reports --cache FOLDER

Twenty-two reports are Chinese, nineteen English ones are asked in both languages. All
were written for this; firms, places and persons in them are invented.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FootnotedError, UsageError
from corpus.progress import Progress, no_progress, printed_progress
from eval.jsonlines import Row, read_rows, text_field
from eval.question_table import table
from eval.questions import SystemResult, summarise
from eval.report_questions import ALL, Case, case_of
from eval.retrieved import Response, product

if TYPE_CHECKING:
    from qa.ask import Asker

FILE = "answer-reports.jsonl"
SPLITS = ("dev", "held")


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """A report and its questions."""

    name: str
    split: str
    markdown: str
    """With its notes, as `corpus add` reads it."""
    cases: tuple[Case, ...]

    @contextmanager
    def opened(self, cache: Path) -> Iterator[Asker]:
        """Hold the report's library and index open, below a folder, made when they are not there yet."""
        from corpus.library import Library
        from corpus.readers.protocol import RawFile
        from index.versions import build_index
        from qa.ask import Asker

        with Library.open(cache / self.name, create=True) as library:
            if not library.documents():
                raw = RawFile(f"{self.name}.md", self.markdown.encode(), self.markdown)
                library.add(raw, doc_id=self.name)
            build_index(library)  # keeps one that is up to date
            with Asker.open(library) as asker:
                yield asker


def read_reports(split: str, path: Path | None = None) -> Iterator[AnswerReport]:
    """Yield the reports of one split.

    Args:
        split: "dev" or "held".
        path: Another file of the same form than the one that ships.

    Raises:
        UsageError: When a line cannot be read; it names the file and the line.
    """
    if path is None:
        with resources.as_file(resources.files("eval").joinpath(FILE)) as shipped:
            yield from read_reports(split, shipped)
        return
    for row in read_rows(path):
        if text_field(row, "split") == split:
            yield _report(row, split)


def _report(row: Row, split: str) -> AnswerReport:
    questions = row.values.get("questions")
    if not isinstance(questions, list) or not all(isinstance(one, dict) for one in questions):
        raise UsageError(f"{row.place}: “questions” is no list of objects.", "Write one object a question.")
    cases = tuple(case_of(Row(row.path, row.line, one)) for one in questions)
    return AnswerReport(text_field(row, "name"), split, text_field(row, "markdown"), cases)


def measured(
    reports: Sequence[AnswerReport], cache: Path, progress: Progress = no_progress
) -> tuple[SystemResult, Mapping[str, SystemResult]]:
    """Ask every question of reports, each of its own library.

    Returns:
        The result over all of them, and each report's by name.
    """
    everything: list[tuple[Case, Response]] = []
    by_name = {}
    for done, report in enumerate(reports):
        progress("asking of reports", done, len(reports))
        with report.opened(cache) as asker:
            system = product(asker)
            found = [(case, system(case.question)) for case in report.cases]
        by_name[report.name] = _summed(found)
        everything += found
    return _summed(everything), by_name


def _summed(found: Sequence[tuple[Case, Response]]) -> SystemResult:
    return summarise("footnoted", [case for case, _ in found], [response for _, response in found])


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask the held reports and print what came of it."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.answer_reports",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cache", type=Path, required=True, metavar="DIR", help="folder for the libraries")
    parser.add_argument("--split", choices=SPLITS, default="held")
    given = parser.parse_args(arguments)
    try:
        result, by_name = measured(list(read_reports(given.split)), given.cache, printed_progress)
    except FootnotedError as error:
        sys.stderr.write(f"{error.message} {error.hint or ''}\n")
        return 2
    for name, one in by_name.items():
        sys.stdout.write(
            f"{name}: S@1 {one.by_type[ALL]['s1']:.3f}, false answers {one.false_answers:.3f}, "
            f"false abstentions {one.false_abstentions:.3f}\n"
        )
    sys.stdout.write(table([result]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
