"""How often the support check is right: sources and claims written for it, with planted faults.

The set has two halves on different articles. Thresholds are set on the half called
"dev"; the half called "held" is only measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from corpus.errors import UsageError
from corpus.progress import Progress, no_progress
from eval.jsonlines import Row, read_rows, text_field
from qa.support_model import Verdict

if TYPE_CHECKING:
    from corpus.model import Document
    from index.encoders import Encoder

CLASSES: tuple[str, ...] = tuple(name for name in get_args(Verdict) if name != "source unavailable")
"""Verdicts that a source that is there can get."""
_Z = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the source it is held against, and the verdict that is right."""

    name: str
    split: str
    """"dev" or "held"."""
    source: str
    claim: str
    verdict: str
    fault: str
    """What was planted: "none", "swapped" (another claim's source), "number", "date", "name", "negation",
    "role", "direction", "hedge", "added", "ordinal", "place", "scope", "unit" or what else a file names."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with the verdict it got."""

    pair: Pair
    verdict: str
    reason: str
    languages: str = ""
    """Of claim and source: "en-zh" is an English claim on a Chinese source."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval (Wilson 1927)."""

    hits: int
    of: int
    value: float | None
    """None when there was nothing to count."""
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SupportScores:
    """What a run measures."""

    split: str
    pairs: int
    precision: Mapping[str, Share]
    """By verdict: of those given, how many are right."""
    recall: Mapping[str, Share]
    """By verdict: of those due, how many were given."""
    false_supported: Share
    """Of the pairs whose source does not support the claim in full, those called supported."""
    by_fault: Mapping[str, Mapping[str, int]]
    """Fault → verdict → how many."""
    by_languages: Mapping[str, tuple[Share, Share]]
    """Languages of claim and source → recall of support, and support claimed wrongly."""
    refuted: Share
    """Of the pairs whose source supports the claim, those called contradicted."""


def wilson(hits: int, of: int) -> Share:
    """Return a share with Wilson's score interval at 95 %."""
    if not of:
        return Share(0, 0, None, 0.0, 1.0)
    value, square = hits / of, _Z * _Z
    middle = (value + square / (2 * of)) / (1 + square / of)
    half = _Z * sqrt(value * (1 - value) / of + square / (4 * of * of)) / (1 + square / of)
    return Share(hits, of, value, max(0.0, middle - half), min(1.0, middle + half))


def shipped_pairs() -> tuple[tuple[Pair, ...], dict[str, Document]]:
    """Return the pairs that ship and their sources."""
    with resources.as_file(resources.files("eval").joinpath("support-pairs.jsonl")) as path:
        return read_pairs(path)


def read_pairs(path: Path) -> tuple[tuple[Pair, ...], dict[str, Document]]:
    """Read a file of sources (`source`, `text`, …) and pairs (`id`, `claim`, `source`, `verdict`, …).

    Raises:
        UsageError: When a line cannot be read, names an unknown source or verdict, or there is
            no pair at all; it names the file and the line.
    """
    sources: dict[str, Document] = {}
    pairs: dict[str, Pair] = {}
    for row in read_rows(path):
        if "text" in row.values:
            sources[text_field(row, "source")] = _document(row)
            continue
        pair = _pair(row)
        if pair.source not in sources:
            raise UsageError(f"{row.place}: no source {pair.source!r} above it.", "Put sources first.")
        if pair.name in pairs:
            raise UsageError(f"{row.place}: the id {pair.name!r} stands twice.", "Give each pair its own.")
        pairs[pair.name] = pair
    if not pairs:
        raise UsageError(f"{path}: no pairs in it.", "Write one JSON object a line.")
    return tuple(pairs.values()), sources


def judge(
    pairs: Sequence[Pair],
    sources: Mapping[str, Document],
    encoder: Encoder,
    *,
    progress: Progress = no_progress,
) -> tuple[Judged, ...]:
    """Check every pair, in the order given."""
    from qa.support import check_claim
    from qa.support_cover import is_chinese
    from qa.support_source import source_of

    prepared = {name: source_of(sources[name]) for name in {pair.source for pair in pairs}}
    judged: list[Judged] = []
    for number, pair in enumerate(pairs):
        progress("checking claims", number, len(pairs))
        found = check_claim(pair.claim, prepared[pair.source], encoder=encoder)
        languages = f"{'zh' if is_chinese(pair.claim) else 'en'}-{sources[pair.source].record.language}"
        judged.append(Judged(pair, found.verdict, found.reason, languages))
    return tuple(judged)


def score(judged: Sequence[Judged], split: str) -> SupportScores:
    """Count what was right in one half of the set."""
    some = [one for one in judged if one.pair.split == split]
    right = Counter(one.verdict for one in some if one.verdict == one.pair.verdict)
    given = Counter(one.verdict for one in some)
    due = Counter(one.pair.verdict for one in some)
    refuted = [one.verdict == "contradicted" for one in some if one.pair.verdict == "supported"]
    faults = {
        fault: dict(Counter(one.verdict for one in some if one.pair.fault == fault))
        for fault in _faults(some)
    }
    return SupportScores(
        split,
        len(some),
        {name: wilson(right[name], given[name]) for name in CLASSES},
        {name: wilson(right[name], due[name]) for name in CLASSES},
        _called_supported(some, due=False),
        faults,
        {
            name: (_called_supported(rows, due=True), _called_supported(rows, due=False))
            for name in sorted({one.languages for one in some})
            if (rows := [one for one in some if one.languages == name])
        },
        wilson(sum(refuted), len(refuted)),
    )


def _called_supported(judged: Sequence[Judged], *, due: bool) -> Share:
    """Return the share called supported of the pairs that are, or are not."""
    called = [one.verdict == "supported" for one in judged if (one.pair.verdict == "supported") is due]
    return wilson(sum(called), len(called))


def to_json(scores: Sequence[SupportScores], model: str) -> dict[str, Any]:
    """Return scores as one JSON object, halves by name."""
    return {"model": model, "splits": {one.split: asdict(one) for one in scores}}


def _faults(judged: Sequence[Judged]) -> list[str]:
    return list(dict.fromkeys(one.pair.fault for one in judged))


def _pair(row: Row) -> Pair:
    verdict = text_field(row, "verdict")
    if verdict not in CLASSES:
        raise UsageError(
            f"{row.place}: {verdict[:40]!r} is no verdict.", f"Use one of: {', '.join(CLASSES)}."
        )
    name, split, source, claim = (text_field(row, key) for key in ("id", "split", "source", "claim"))
    return Pair(name, split, source, claim, verdict, text_field(row, "fault"))


def _document(row: Row) -> Document:
    from corpus.model import Record
    from corpus.readers.protocol import RawFile
    from corpus.reading import read_document

    name, title = text_field(row, "source"), text_field(row, "title")
    text = f"{title}\n\n{text_field(row, 'text')}\n"
    record = Record(title, date=text_field(row, "date"), language=text_field(row, "language"))
    raw = RawFile(f"{name}.txt", text.encode(), text)
    return read_document(raw, doc_id=name, kind="source", record=record)
