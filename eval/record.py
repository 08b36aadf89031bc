"""Everything that made a figure: versions, settings, digests, machine, times."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGES = (
    "footnoted", "rank-bm25", "faiss-cpu", "sentence-transformers", "onnxruntime", "tokenizers", "numpy",
    "ir_measures", "PyStemmer",
)  # fmt: skip
"""Those whose version can move a figure."""


def versions() -> dict[str, str]:
    """Return package → installed version ("absent" where it is not installed), and Python's."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "absent"
    return found


def machine() -> dict[str, Any]:
    """Return what of this machine moves times: processor, cores, memory, system."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_mb": _memory_mb(),
    }


@lru_cache(1)
def code_digest() -> str:
    """Return the SHA-256 of the code that ranks and measures: figures of other code are other figures."""
    total = hashlib.sha256()
    root = Path(__file__).parents[1]
    for room in ("corpus", "index", "qa", "eval"):
        for path in sorted((root / room).rglob("*.py")):
            total.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return total.hexdigest()


def restart_peak() -> None:
    """Let `peak_memory_mb` count from now on, where the system can (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_memory_mb() -> float:
    """Return the most resident memory this process has had, in megabytes (0 where unknown)."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return float(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:  # Windows has no such module
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if platform.system() != "Darwin" else peak / 1024**2


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 of some times, in their own unit; zeros when there are none."""
    ordered = sorted(values)
    return {f"p{p}": _percentile(ordered, p) for p in (50, 95, 99)}


def summary(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a record that `eval run --json` prints."""
    latency = {name: record["latency_ms"][name] for name in ("p50", "p95")}
    names = ("index_seconds", "passages", "peak_memory_mb")
    return {
        **{name: record[name] for name in ("collection", "system", "queries", "measures")},
        "latency_ms": latency,
        **{name: record[name] for name in names},
    }


def _percentile(ordered: Sequence[float], percent: int) -> float:
    if not ordered:
        return 0.0
    place = (len(ordered) - 1) * percent / 100  # linear interpolation, as numpy's default
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


def _memory_mb() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2
    except (ValueError, OSError, AttributeError):
        return 0
