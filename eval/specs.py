"""How a system is named on the command line: `hybrid:model=minilm,k=50`, or a run file."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from corpus.errors import UsageError
from index.encoders.catalog import DEFAULT_MODEL
from index.ranking import RankSettings
from index.settings import Bm25Variant, IndexSettings

DEPTH = 100
"""Documents ranked for a query when nobody says otherwise: what R@100 looks at."""
VARIANT = "variant"
"""What `IndexSettings.bm25` is called here: `bm25` is the leg's weight in the ranking."""
_LEXICAL = (VARIANT, "k1", "b", "epsilon")
_INDEX = tuple(VARIANT if one.name == "bm25" else one.name for one in fields(IndexSettings))
_RANK = tuple(one.name for one in fields(RankSettings))
KINDS: Mapping[str, tuple[str, ...]] = {
    "hybrid": ("model", "k", "history", "reranker", *_INDEX, *_RANK),
    "dense": ("model", "k", "history", "passage_tokens", "candidates"),
    "bm25": ("model", "k", "history", *_LEXICAL, "passage_tokens", "candidates"),
    "rank-bm25": ("k", "history", *_LEXICAL),
    "plain": ("model", "k", "history"),
}
"""The product; its legs alone; rank-bm25 itself; the plain recipe that everybody starts with: and what
can be set about each."""
_PLAIN_MODEL = "minilm"
_ALONE = ("rank-bm25", "plain")
"""Systems that see the last turn alone unless told otherwise: earlier turns pasted on make them worse."""
_RANGES: Mapping[str, tuple[float, float]] = {
    "k": (1, 10_000),
    "k1": (0, 100),
    "epsilon": (0, 10),
    "passage_tokens": (16, 100_000),
}
_SHARE, _COUNT = (0.0, 1.0), (1.0, 1_000_000.0)
"""Ranges of settings that are not listed: weights and shares; counts."""


@dataclass(frozen=True, slots=True)
class SystemSpec:
    """A system and its settings."""

    name: str
    """As given, which is also the tag in its run file."""
    kind: str
    """One of KINDS, or "run" for a TREC run file."""
    run: Path | None = None
    model: str = DEFAULT_MODEL
    k: int = DEPTH
    history: bool = True
    """Whether the turns before a query count: resolved as the product does, or pasted before it."""
    reranker: str = ""
    """A cross-encoder that orders the first ranks anew; "" for none."""
    index: IndexSettings = field(default_factory=IndexSettings)
    rank: RankSettings = field(default_factory=RankSettings)

    @property
    def encodes(self) -> bool:
        """Return whether the system needs its model."""
        return "model" in KINDS.get(self.kind, ())

    @property
    def settings(self) -> dict[str, Any]:
        """Return everything that shapes the system's rankings, as plain values."""
        if self.run is not None:
            return {"run": str(self.run)}
        index = {VARIANT if key == "bm25" else key: value for key, value in asdict(self.index).items()}
        own = {"model": self.model, "k": self.k, "history": self.history, "reranker": self.reranker}
        known = {**own, **index, **asdict(self.rank)}
        return {key: known[key] for key in KINDS[self.kind]}

    @property
    def file_name(self) -> str:
        """Return the name without characters that a file name should not have."""
        plain = "".join(c if c.isalnum() or c in "-._=" else "_" for c in self.name)
        if len(plain.encode()) <= 120:
            return plain
        return f"{plain[:30]}-{hashlib.sha256(self.name.encode()).hexdigest()[:12]}"


def parse_system(text: str, *, model: str | None = None) -> SystemSpec:
    """Read a system's name.

    Args:
        text: `KIND`, `KIND:key=value,…`, or a TREC run file's path (`run:` may stand before it).
        model: Encoder of a system that names none.

    Raises:
        UsageError: When there is no such system or setting, naming the nearest, or the value
            is of another kind or outside its range.
    """
    kind, _, options = text.partition(":")
    if kind == "run" or (kind not in KINDS and Path(text).is_file()):
        path = Path(options if kind == "run" else text)
        return SystemSpec(path.name, "run", run=path)
    if kind not in KINDS:
        hint = f"Name one of {', '.join(KINDS)}, or a TREC run file."
        fault = f"{text}: no such file." if Path(text).name != text or Path(text).suffix else ""
        raise UsageError(fault or f"unknown system {kind!r}.", _nearest(kind, KINDS) + hint)
    spec = SystemSpec(text, kind, history=kind not in _ALONE)
    spec = replace(spec, model=_PLAIN_MODEL if kind == "plain" else model or spec.model)
    values: dict[str, str] = {}
    for part in options.split(",") if options else ():
        key, separator, value = (piece.strip() for piece in part.partition("="))
        if not separator or not value or key in values:
            raise UsageError(
                f"{text}: {part!r} is no setting, or stands twice.", "Write key=value,key=value."
            )
        values[key] = value
    return _with_settings(spec, values)


def _with_settings(spec: SystemSpec, values: Mapping[str, str]) -> SystemSpec:
    known = KINDS[spec.kind]
    own: dict[str, Any] = {}
    index: dict[str, Any] = {}
    rank: dict[str, Any] = {}
    for key, text in values.items():
        if key not in known:
            raise UsageError(
                f"{spec.name}: {spec.kind} has no setting {key!r}.",
                _nearest(key, known) + f"There are: {', '.join(known)}.",
            )
        place = index if key in _INDEX else rank if key in _RANK else own
        name = "bm25" if key == VARIANT else key
        holder: Any = spec.index if place is index else spec.rank if place is rank else spec
        place[name] = _value(key, text, getattr(holder, name))
    return replace(spec, **own, index=replace(spec.index, **index), rank=replace(spec.rank, **rank))


def _value(key: str, text: str, default: object) -> object:
    """Return a setting's value, of its default's type and within its range."""
    if isinstance(default, bool):
        if text.lower() not in {"true", "false"}:
            raise UsageError(f"setting {key}={text!r}.", "Write true or false.")
        return text.lower() == "true"
    if isinstance(default, int | float):
        return _number(key, text, type(default))
    if key == VARIANT and text not in get_args(Bm25Variant):
        raise UsageError(f"setting {key}={text!r}.", f"Write one of: {', '.join(get_args(Bm25Variant))}.")
    return text


def _number(key: str, text: str, kind: type[int] | type[float]) -> float:
    low, high = range_of(key, kind)
    try:
        value = kind(text)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        what = "a whole number" if kind is int else "a number"
        raise UsageError(f"setting {key}={text!r} is not {what} from {low:g} to {high:g}.", "Mend the value.")
    return value


def range_of(key: str, kind: type) -> tuple[float, float]:
    """Return the least and greatest value of a numeric setting."""
    return _RANGES.get(key, _COUNT if kind is int else _SHARE)


def _nearest(text: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    near = get_close_matches(text, list(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]!r}? " if near else ""
