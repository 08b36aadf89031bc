"""How a system is named on the command line: `hybrid:model=minilm,k=50`, or a run file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from index.ranking import RankSettings
from index.settings import IndexSettings

KINDS = ("hybrid", "dense", "bm25", "rank-bm25", "plain")
"""The product; its legs alone; rank-bm25 itself; the plain recipe that everybody starts with."""
DEPTH = 100
"""Documents ranked for a query when nobody says otherwise: what R@100 looks at."""


@dataclass(frozen=True, slots=True)
class SystemSpec:
    """A system and its settings."""

    name: str
    """As given, which is also the tag in its run file."""
    kind: str
    """One of KINDS, or "run" for a TREC run file."""
    run: Path | None = None
    model: str = "e5"
    k: int = DEPTH
    index: IndexSettings = field(default_factory=IndexSettings)
    rank: RankSettings = field(default_factory=RankSettings)

    @property
    def settings(self) -> dict[str, Any]:
        """Return everything that shapes the system's rankings, as plain values."""
        return {"model": self.model, "k": self.k, "index": asdict(self.index), "rank": asdict(self.rank)}

    @property
    def file_name(self) -> str:
        """Return the name without characters that a file name should not have."""
        return "".join(c if c.isalnum() or c in "-._=" else "_" for c in self.name)[:120]


def parse_system(text: str) -> SystemSpec:
    """Read a system's name.

    Args:
        text: `KIND`, `KIND:key=value,…`, or a TREC run file's path (`run:` may stand before it).

    Raises:
        UsageError: When there is no such system, key, or the value is of another kind.
    """
    kind, _, options = text.partition(":")
    if kind == "run" or (kind not in KINDS and Path(text).is_file()):
        path = Path(options if kind == "run" else text)
        return SystemSpec(path.stem, "run", run=path)
    if kind not in KINDS:
        raise UsageError(f"unknown system {kind!r}.", f"Name one of {', '.join(KINDS)}, or a TREC run file.")
    values = dict(_option(part, text) for part in options.split(",") if part.strip())
    return _with_options(SystemSpec(text, kind), values)


def _option(part: str, text: str) -> tuple[str, str]:
    key, separator, value = (piece.strip() for piece in part.partition("="))
    if not separator or not value:
        raise UsageError(f"{text}: {part!r} is no setting.", "Write key=value.")
    return key, value


def _with_options(spec: SystemSpec, values: Mapping[str, str]) -> SystemSpec:
    model, k = values.get("model", spec.model), spec.k
    if "k" in values:
        k = _number(int, "k", values["k"])
        if not 1 <= k <= 10_000:
            raise UsageError(f"k is {k}.", "Ask for 1 to 10000 documents a query.")
    rest = {key: value for key, value in values.items() if key not in {"model", "k"}}
    index = _apply(spec.index, rest)
    rank = _apply(spec.rank, rest)
    if rest:
        known = ["model", "k", *(f.name for s in (spec.index, spec.rank) for f in fields(s))]
        raise UsageError(f"{spec.name}: unknown setting {min(rest)!r}.", f"There are: {', '.join(known)}.")
    return replace(spec, model=model, k=k, index=index, rank=rank)


def _apply(settings: Any, values: dict[str, str]) -> Any:  # noqa: ANN401 - either settings type
    """Return the settings with the values that are theirs, taking those out of `values`."""
    changes: dict[str, Any] = {}
    for one in fields(settings):
        if one.name in values:
            kind = type(getattr(settings, one.name))
            changes[one.name] = _number(kind, one.name, values.pop(one.name))
    return replace(settings, **changes)


def _number(kind: type, name: str, value: str) -> Any:  # noqa: ANN401 - the kind asked for
    if kind is bool:
        if value.lower() not in {"true", "false"}:
            raise UsageError(f"setting {name}={value!r}.", "Write true or false.")
        return value.lower() == "true"
    try:
        return kind(value)
    except ValueError as error:
        raise UsageError(f"setting {name}={value!r} is no {kind.__name__}.", "Mend the value.") from error
