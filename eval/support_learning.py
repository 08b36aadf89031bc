"""Learns the support check's aligners beside each other: those that ship, and those that judge out of fold.

Each process learns one aligner at a time on one thread. The examples are some gigabytes: the
processes are forked and share them instead of being handed copies.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress

if TYPE_CHECKING:
    from eval.support_examples import Told
    from index.aligner import Aligner, Aligners

MEMBERS = 4
"""Aligners that are learned alike and averaged. Each begins elsewhere, sees every written pair and another
share of the planted ones. AUC of one fold on plain and on hard pairs: one with all planted pairs .807 and
.698, one with half of them .808 and .720, the mean of two such .813 and .733."""

_shared: tuple[Sequence[Told], Mapping[str, int]] = ((), {})
"""What forked processes read: examples, and the fold of each article."""


def learn_apart(
    examples: Sequence[Told], fold: Mapping[str, int], progress: Progress = no_progress
) -> dict[int | None, Aligners]:
    """Return aligners by fold, learned on what is on the articles of all others; under None on everything.

    Args:
        examples: What to learn from.
        fold: The fold of each article.
        progress: Told how many aligners are done; may raise Cancelled.
    """
    from index.aligner import Aligners
    from index.encoders.runtime import threads

    global _shared
    _shared = (examples, fold)
    tasks = list(product((None, *sorted(set(fold.values()))), range(MEMBERS)))
    workers = min(len(tasks), threads())
    made: dict[int | None, list[Aligner]] = {}
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        for at, ((number, _), aligner) in enumerate(zip(tasks, pool.map(_member, tasks), strict=True)):
            progress("learning aligners", at, len(tasks))
            made.setdefault(number, []).append(aligner)
    _shared = ((), {})
    return {number: Aligners(tuple(members)) for number, members in made.items()}


def _member(task: tuple[int | None, int]) -> Aligner:
    from index.training.aligner import AlignerSettings, learn_aligner

    left_out, member = task
    examples, fold = _shared
    held = [
        one.example
        for at, one in enumerate(examples)
        if (left_out is None or fold[one.article] != left_out) and (one.name or at % MEMBERS == member)
    ]
    return learn_aligner(held, AlignerSettings(seed=member))
